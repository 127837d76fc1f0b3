import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { base, row, shop, signedIn, untroubled, visit } from './browser.mjs';

async function downloaded(page, link) {
  const waiting = page.waitForEvent('download');
  await link.click();
  const download = await waiting;
  return [download.suggestedFilename(), await readFile(await download.path())];
}

async function download() {
  const page = await signedIn();
  await visit(page, shop);
  for (const name of ['checkout-1.4.1.tar.gz', 'CHANGES.md', 'coverage.png']) {
    const line = row(page, name);
    const [file, bytes] = await downloaded(page, line.getByRole('link', { name: 'Download ' + name, exact: true }));
    assert.equal(file, name);
    const digest = await line.locator('button.as-copy').getAttribute('data-as-copy');
    assert.equal('sha256:' + createHash('sha256').update(bytes).digest('hex'), digest);
  }
  const [zip, packed] = await downloaded(page, page.getByRole('link', { name: 'Download handbook as ZIP' }));
  assert.equal(zip, 'handbook.zip');
  assert.equal(packed.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
  assert.ok(packed.includes('# Module 2\n'));
  await row(page, 'handbook').getByRole('link', { name: 'handbook', exact: true }).click();
  const [part, some] = await downloaded(page, page.getByRole('link', { name: 'Download lib as ZIP' }));
  assert.equal(part, 'lib.zip');
  assert.ok(some.length < packed.length);
  await page.getByRole('link', { name: 'run.sh', exact: true }).click();
  const [script, text] = await downloaded(page, page.getByRole('link', { name: 'Download', exact: true }));
  assert.equal(script, 'run.sh');
  assert.ok(text.toString().startsWith('#!/bin/sh\nexec java'));
  untroubled();
}

async function pin() {
  const page = await signedIn();
  await visit(page, shop + '/runs/8?sort=name&order=ascending');
  const report = row(page, 'test-report.html');
  assert.match(await report.innerText(), /in \d+ days/);
  await report.getByRole('button', { name: 'Pin test-report.html' }).click();
  assert.match(await row(page, 'test-report.html').innerText(), /kept: pinned/);
  assert.match(page.url(), /sort=name&order=ascending$/);
  await row(page, 'test-report.html').getByRole('link', { name: 'Delete' }).click();
  await page.getByText('It is pinned').waitFor();
  await page.goBack();
  await row(page, 'test-report.html').getByRole('button', { name: 'Unpin test-report.html' }).click();
  assert.match(await row(page, 'test-report.html').innerText(), /in \d+ days/);
  await page.getByRole('link', { name: 'dist', exact: true }).click();
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('button', { name: 'Unpin', exact: true }).click();
  await page.getByRole('button', { name: 'Pin', exact: true }).waitFor();
  untroubled();
}

/** A form of another site, as a browser would send it if the cookie went along. */
async function forged(page, path, form) {
  const cookies = (await page.context().cookies()).map(({ name, value }) => name + '=' + value).join('; ');
  const send = (headers) => fetch(base + path, { method: 'POST', redirect: 'manual', headers: { cookie: cookies, ...headers }, body: new URLSearchParams(form) });
  return [await send({ origin: 'https://evil.example' }), await send({ 'sec-fetch-site': 'cross-site' })];
}

async function remove() {
  const page = await signedIn();
  await visit(page, shop + '/runs/7');
  const ask = row(page, 'dist').getByRole('link', { name: 'Delete dist' });
  const path = new URL(await ask.evaluate((link) => link.href)).pathname;
  await ask.click();
  await page.getByRole('heading', { level: 1, name: 'Delete dist?' }).waitFor();
  await page.getByText(/13 files, /).waitFor();
  await page.getByText(/goes from workflow #7 of the project shop\/checkout/).waitFor();
  const guard = await page.locator('main input[name=guard]').getAttribute('value');
  for (const answer of await forged(page, path, { guard })) {
    assert.equal(answer.status, 403);
  }
  const own = { origin: base, 'sec-fetch-site': 'same-origin' };
  const cookie = (await page.context().cookies()).map(({ name, value }) => name + '=' + value).join('; ');
  const unguarded = await fetch(base + path, { method: 'POST', headers: { cookie, ...own }, body: new URLSearchParams({ guard: guard.replace(/./g, '0') }) });
  assert.equal(unguarded.status, 403);
  await page.getByRole('link', { name: 'Cancel' }).click();
  assert.equal(await row(page, 'dist').count(), 1);

  await row(page, 'dist').getByRole('link', { name: 'dist', exact: true }).click();
  await row(page, 'run.sh').getByRole('link', { name: 'Delete run.sh' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Deleted dist/run.sh' }).waitFor();
  await page.getByRole('link', { name: 'Back to workflow #7' }).click();
  await row(page, 'dist').getByRole('link', { name: 'Delete dist' }).click();
  await page.getByText('12 files').waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText(/12 files, .* are gone for everybody/).waitFor();
  await page.getByRole('link', { name: 'Back to workflow #7' }).click();
  assert.equal(await row(page, 'dist').count(), 0);
  await visit(page, base + path, 404);

  const reader = await signedIn({}, process.env.READER);
  await visit(reader, shop + '/runs/6');
  const readable = new URL(await row(reader, 'dist').getByRole('link', { name: 'dist', exact: true }).evaluate((link) => link.href)).pathname;
  await visit(reader, base + readable.replace('/open/', '/delete/'), 403);
  await reader.getByText('not change it').waitFor();
  untroubled();
}

export default { download, pin, delete: remove };
