// Chromium, and pages of somebody who is signed in. Whatever a page reports as wrong (a script's error, something that its
// Content-Security-Policy forbids, a file that is missing) fails the scenario.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const base = process.env.BASE;
export const shop = base + '/projects/shop/checkout';
export const many = base + '/projects/-/many';

let launched;
const troubles = [];

export async function browser() {
  launched ??= await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  return launched;
}

export async function closing() {
  await launched?.close();
}

/** A page of a visitor who has nothing yet. */
export async function stranger(options = {}) {
  const context = await (await browser()).newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on('pageerror', (error) => troubles.push('script: ' + error));
  page.on('console', (message) => {
    // Chromium reports each page that is answered with an error; those are looked for where they are expected.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4')) {
      troubles.push('console: ' + message.text());
    }
  });
  page.on('dialog', (dialog) => { troubles.push('dialog: ' + dialog.message()); dialog.dismiss(); });
  return page;
}

/** A page of a visitor who has signed in with a token. */
export async function signedIn(options = {}, token = process.env.ADMIN) {
  const page = await stranger(options);
  await page.goto(base + '/sign-in');
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
  return page;
}

export async function visit(page, url, status = 200) {
  const answer = await page.goto(url);
  assert.equal(answer.status(), status, url);
  return answer;
}

/** The line of a list that is about this name. */
export function row(page, name) {
  return page.getByRole('row').filter({ has: page.locator('.as-open', { hasText: name }) }).first();
}

/** The names in the first list of the page. */
export async function names(page) {
  return page.locator('table.as-table').first().locator('tbody .as-open').allInnerTexts();
}

export function untroubled() {
  assert.deepEqual(troubles, []);
}
