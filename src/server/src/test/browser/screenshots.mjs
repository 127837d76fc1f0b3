import { mkdir } from 'node:fs/promises';
import { row, shop, signedIn, untroubled, visit } from './browser.mjs';

const directory = process.env.SCREENSHOTS;

async function shot(name, options, url, open = async () => {}) {
  const page = await signedIn({ deviceScaleFactor: 1, ...options });
  await visit(page, url);
  await open(page);
  await page.screenshot({ path: directory + '/' + name + '.png', fullPage: false });
  await page.context().close();
}

export default async function screenshots() {
  await mkdir(directory, { recursive: true });
  const desk = { viewport: { width: 1100, height: 900 } };
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  await shot('project', desk, shop);
  await shot('workflow', desk, shop + '/runs/9');
  await shot('workflow-dark', { ...desk, colorScheme: 'dark' }, shop + '/runs/9');
  await shot('project-phone', phone, shop);
  await shot('folder', { viewport: { width: 1100, height: 560 } }, shop + '/runs/9', async (page) => {
    await row(page, 'dist').getByRole('link', { name: 'dist', exact: true }).click();
  });
  untroubled();
}
