import assert from 'node:assert/strict';
import { base, names, row, signedIn, untroubled, visit } from './browser.mjs';

const SHOWN = [
  '"><script>window.hacked=1;"',
  '<img src=x onerror=window.hacked=1>.txt',
  'javascript:window.hacked=1',
  'invoice‹U+202E›fdp.exe',
  '${it.guard().value()}',
  'a#b?c%20d&e=f+g;h\'i"j \\k',
  'hacked.svg',
  'folder',
];

/** Whether any of it ran, or anything on the page came out of a name. */
async function sound(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('main img[onerror], main script, main b, main svg[onload]').count(), 0);
  const active = await page.locator('a, form').evaluateAll((elements) => elements
    .map((element) => element.getAttribute('href') ?? element.getAttribute('action'))
    .filter((address) => !address.startsWith('/') && !address.startsWith('#')));
  assert.deepEqual(active, []);
}

async function hostile() {
  const page = await signedIn();
  await sound(page);
  await page.getByRole('link', { name: process.env.HOSTILE }).click();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), process.env.HOSTILE);
  assert.deepEqual((await names(page)).sort(), [...SHOWN].sort());
  await sound(page);
  const list = page.url();
  for (const name of SHOWN) {
    await visit(page, list);
    await row(page, name).getByRole('link', { name, exact: true }).click();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), name);
    await sound(page);
    await page.getByRole('link', { name: 'Delete' }).first().click();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Delete ' + name + '?');
    await sound(page);
  }
  await visit(page, list);
  await page.getByRole('link', { name: 'Download a#b?c', exact: false }).first().waitFor();
  const waiting = page.waitForEvent('download');
  await row(page, 'a#b?c%20d').getByRole('link', { name: /^Download .*k$/ }).click();
  await (await waiting).path();
  await row(page, 'folder').getByRole('link', { name: 'folder', exact: true }).click();
  await page.getByRole('link', { name: '<b>dir', exact: true }).click();
  await page.getByRole('link', { name: "'onclick=x #%.txt", exact: true }).click();
  assert.equal(await page.locator('pre').innerText(), 'deep');
  await sound(page);
  await visit(page, list);
  await page.getByRole('link', { name: '#1', exact: true }).click();
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /"><script>/);
  await sound(page);
  await page.getByRole('heading', { level: 3 }).getByRole('link').click();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), '</h3><script>window.hacked=1</script>');
  await sound(page);
  const search = '"><img src=x onerror=window.hacked=1>';
  await page.getByRole('searchbox').fill(search);
  await page.getByRole('searchbox').press('Enter');
  assert.equal(await page.getByRole('searchbox').inputValue(), search);
  await sound(page);
  for (const to of ['https://evil.example/', '//evil.example/', 'javascript:alert(1)', '/projects\\evil']) {
    await visit(page, base + '/sign-in?to=' + encodeURIComponent(to));
    assert.equal(await page.locator('input[name=to]').getAttribute('value'), '/projects');
  }
  untroubled();
}

export default { hostile };
