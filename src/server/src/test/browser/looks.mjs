import assert from 'node:assert/strict';
import { base, many, names, row, shop, signedIn, stranger, untroubled, visit } from './browser.mjs';

/** From all projects down to a file, and up again by the way that the page shows. */
async function browse() {
  const page = await signedIn();
  await page.getByRole('link', { name: 'shop/checkout' }).click();
  await page.getByRole('heading', { level: 1, name: 'shop/checkout' }).waitFor();
  const release = row(page, 'checkout-1.4.1.tar.gz');
  assert.match(await release.innerText(), /2\.2 MiB/);
  const pushed = release.locator('time').first();
  assert.equal(await pushed.innerText(), '15 minutes ago');
  assert.match(await pushed.getAttribute('title'), /^2026-11-\d\d \d\d:\d\d:\d\d UTC$/);
  assert.match(await release.innerText(), /never/);
  await page.getByRole('link', { name: '#9', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflow #9 build-149' }).waitFor();
  for (const job of ['build', 'test on Linux', 'test on Windows']) {
    await page.getByRole('heading', { level: 3, name: job, exact: true }).waitFor();
  }
  await page.getByRole('link', { name: 'dist', exact: true }).click();
  assert.deepEqual(await names(page), ['lib', 'latest', 'run.sh']);
  assert.match(await row(page, 'lib').innerText(), /8/);
  assert.match(await row(page, 'latest').innerText(), /to lib\/module-1/);
  await page.getByRole('link', { name: 'lib', exact: true }).click();
  await page.getByRole('link', { name: 'module-2', exact: true }).click();
  assert.match(page.url(), /\/open\/dist\/lib\/module-2$/);
  await page.getByRole('link', { name: 'README.md', exact: true }).click();
  assert.equal(await page.locator('pre').innerText(), '# Module 2\n');
  assert.match(await page.locator('.as-facts').innerText(), /sha256:[0-9a-f]{64}/);
  await page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name: 'dist' }).click();
  await page.getByRole('link', { name: 'latest', exact: true }).click();
  await page.getByText('This is a link to lib/module-1.').waitFor();
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'Workflow #9' }).click();
  await page.getByRole('link', { name: 'screenshots', exact: true }).click();
  await page.getByRole('link', { name: 'cart.png', exact: true }).click();
  const width = () => page.locator('.as-picture img').evaluate((image) => image.decode().then(() => image.naturalWidth));
  assert.equal(await width(), 480);
  await visit(page, shop + '/runs');
  assert.deepEqual((await names(page)).slice(0, 2), ['#9', '#8']);
  await visit(page, base + '/projects/-/nobody-pushed-here');
  await page.getByText('artifact push project FILE').waitFor();
  untroubled();
}

async function script() {
  const page = await signedIn({ permissions: ['clipboard-read', 'clipboard-write'] });
  await visit(page, shop);
  assert.equal(await page.getByRole('img', { name: 'What each of the latest workflows keeps' }).locator('rect.as-own').count(), 9);
  assert.ok(await page.locator('table.as-usage svg.as-bar').count() >= 2);
  assert.equal(await page.getByRole('img', { name: 'What the project kept over time' }).locator('path').count(), 4);
  const button = row(page, 'CHANGES.md').getByRole('button', { name: 'Copy the digest of CHANGES.md' });
  await button.click();
  await page.getByText('Copied the digest.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await button.getAttribute('data-as-copy'));
  untroubled();
}

/** Browses, searches, sorts, pages, pins and asks to delete in a browser that runs no script at all. */
async function scriptless() {
  const page = await signedIn({ javaScriptEnabled: false });
  await visit(page, shop);
  assert.equal(await page.locator('button.as-copy:visible').count(), 0);
  assert.equal(await page.locator('figure.as-chart:visible').count(), 0);
  assert.equal(await page.locator('figure.as-trend:visible').count(), 0);
  await page.getByText('What the project kept over time, as a table').click();
  assert.ok(await page.locator('.as-details tbody tr:visible').count() >= 9);
  assert.match(await page.locator('table.as-workflows').innerText(), /#9/);
  await row(page, 'handbook').getByRole('button', { name: 'Pin handbook' }).click();
  assert.match(await row(page, 'handbook').innerText(), /pinned/);
  await row(page, 'handbook').getByRole('button', { name: 'Unpin handbook' }).click();
  assert.doesNotMatch(await row(page, 'handbook').innerText(), /pinned/);
  await row(page, 'handbook').getByRole('link', { name: 'Delete handbook' }).click();
  await page.getByRole('heading', { level: 1, name: 'Delete handbook?' }).waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await visit(page, many);
  await page.getByRole('link', { name: 'Name', exact: true }).click();
  await page.getByRole('link', { name: 'Next' }).click();
  assert.equal((await names(page))[0], 'part-100');
  await page.getByRole('searchbox').fill('rt-17');
  await page.getByRole('button', { name: 'Search' }).click();
  assert.equal((await names(page)).length, 10);
  const download = page.waitForEvent('download');
  await row(page, 'part-170').getByRole('link', { name: 'Download part-170', exact: true }).click();
  assert.equal((await download).suggestedFilename(), 'part-170');
  untroubled();
}

async function signIn() {
  const page = await stranger();
  await page.goto(shop + '/runs?page=1');
  assert.ok(page.url().startsWith(base + '/sign-in?to='));
  await page.getByLabel('Token').fill('no-token-of-yours');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Token').fill(process.env.READER);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path, cookie.expires], [true, 'Strict', '/', -1]);
  await visit(page, shop);
  assert.equal(await page.getByRole('link', { name: /^Delete/ }).count(), 0);
  assert.equal(await page.getByRole('button', { name: /^Pin/ }).count(), 0);
  await visit(page, many, 404);
  const hidden = await page.locator('main').innerText();
  await visit(page, base + '/projects/-/no-such-project', 404);
  assert.equal(await page.locator('main').innerText(), hidden);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  untroubled();
}

/** With the Tab key alone: past the skip link to everything that a mouse can reach, each with a visible focus. */
async function keyboard() {
  const page = await signedIn();
  await visit(page, shop);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  assert.ok((await page.evaluate(() => document.activeElement.getBoundingClientRect().top)) >= 0);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  const wanted = await page.locator('main').locator('a:visible, button:visible, input:visible').count();
  const reached = new Set();
  for (let i = 0; i < wanted; i++) {
    await page.keyboard.press('Tab');
    const [where, outline] = await page.evaluate(() => {
      const element = document.activeElement;
      return [[...document.querySelectorAll('*')].indexOf(element), getComputedStyle(element).outlineStyle];
    });
    assert.equal(outline, 'solid');
    reached.add(where);
  }
  assert.equal(reached.size, wanted);
  await row(page, 'handbook').getByRole('link', { name: 'Delete handbook' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Delete handbook?' }).waitFor();
  untroubled();
}

export default { browse, script, scriptless, 'sign-in': signIn, keyboard };
