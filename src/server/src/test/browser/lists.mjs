import assert from 'node:assert/strict';
import { many, names, row, shop, signedIn, untroubled, visit } from './browser.mjs';

async function sizes(page) {
  const texts = await page.locator('table.as-table').first().locator('tbody td.as-bytes').allInnerTexts();
  return texts.map((text) => Number(text.replace(' B', '')));
}

async function lists() {
  const page = await signedIn();
  await visit(page, many);
  const shown = await names(page);
  assert.equal(shown.length, 100);
  assert.equal(shown[0], 'part-249');
  await page.getByText('1 to 100 of 250 artifacts').waitFor();
  await page.getByRole('link', { name: 'Last' }).click();
  assert.deepEqual([(await names(page)).length, (await names(page)).at(-1)], [50, 'part-000']);
  assert.equal(await page.getByRole('link', { name: 'Next' }).count(), 0);
  await page.getByRole('link', { name: 'Previous' }).click();
  assert.equal((await names(page))[0], 'part-149');

  const size = page.getByRole('columnheader', { name: 'Size' }).first();
  await size.getByRole('link').click();
  assert.equal(await size.getAttribute('aria-sort'), 'descending');
  const down = await sizes(page);
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  assert.equal(down[0], 251);
  await size.getByRole('link').click();
  assert.equal(await size.getAttribute('aria-sort'), 'ascending');
  assert.equal((await sizes(page))[0], 1);
  await page.getByRole('link', { name: 'Next' }).click();
  assert.match(page.url(), /sort=bytes&order=ascending&page=2$/);
  for (const column of ['Name', 'Files', 'Pushed', 'Expires']) {
    await page.getByRole('columnheader', { name: column }).first().getByRole('link').click();
    assert.equal((await names(page)).length, 100);
  }

  await page.getByRole('searchbox').fill('PART-0');
  await page.getByRole('searchbox').press('Enter');
  assert.equal((await names(page)).length, 100);
  await page.getByRole('searchbox').fill('-24');
  await page.getByRole('searchbox').press('Enter');
  assert.equal((await names(page)).length, 10);
  assert.match(page.url(), /sort=expires/);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByRole('searchbox').press('Enter');
  await page.getByText('No name here has what you search for').waitFor();
  await page.getByRole('link', { name: 'Clear' }).click();
  assert.equal((await names(page)).length, 100);

  await visit(page, shop + '/runs/9?search=log');
  assert.match(await page.locator('section').nth(1).innerText(), /build\.log/);
  assert.equal(await row(page, 'screenshots').count(), 0);
  await visit(page, shop + '?sort=nonsense&order=&page=-3');
  assert.equal((await names(page))[0], 'CHANGES.md');
  untroubled();
}

export default { lists };
