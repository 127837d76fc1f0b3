import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { base, many, row, shop, signedIn, stranger, untroubled } from './browser.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  'dark phone': { colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
};

/** What axe finds in {@code within}, a selector, or in the whole page: a text each, which begins with the rule's name; and how much it passed. */
export async function findings(page, within) {
  await page.evaluate(AXE);
  const found = await page.evaluate(([tags, part]) => axe.run(part ?? document, { runOnly: tags }), [TAGS, within]);
  const violations = found.violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('\n'));
  return { violations, passes: found.passes.length };
}

async function check(page, what) {
  const { violations, passes } = await findings(page);
  assert.deepEqual(violations, [], what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, what + ' is wider than its window by ' + wide);
  return passes;
}

async function kinds(page) {
  await page.goto(shop + '/runs/9');
  const href = (name) => row(page, name).getByRole('link', { name, exact: true }).evaluate((link) => link.href);
  const dist = await href('dist');
  const log = await href('build.log');
  const pictures = await href('screenshots');
  return {
    projects: base + '/projects', 'no project': base + '/projects?search=nothing', project: shop, 'many artifacts': many + '?sort=name',
    'an empty project': base + '/projects/-/empty', 'nothing found': shop + '?search=nothing', workflows: shop + '/runs',
    workflow: shop + '/runs/9', job: shop + '/runs/9/jobs/test%20on%20Linux', folder: dist, file: log, picture: pictures + '/cart.png',
    binary: dist + '/lib/module-1/module-1.jar', link: dist + '/latest', confirmation: dist.replace('/open/', '/delete/'),
    'nothing here': base + '/projects/-/many/runs/99', 'hostile names': base + '/projects?search=img',
  };
}

export default async function axe() {
  let pages = 0;
  for (const [look, options] of Object.entries(LOOKS)) {
    const unknown = await stranger(options);
    await unknown.goto(base + '/sign-in');
    await check(unknown, look + ' sign-in');
    const page = await signedIn(options);
    for (const [kind, url] of Object.entries(await kinds(page))) {
      await page.goto(url);
      assert.ok(await check(page, look + ' ' + kind) > 10);
      pages++;
    }
    await page.context().close();
  }
  console.log(pages + ' pages looked at');
  untroubled();
}
