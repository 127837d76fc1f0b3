// Scenarios for the pages of a Jenkins in a real Chromium: node jenkins.mjs NAME, beside the sources of the server's scenarios, whose
// helpers it uses. BASE is the address of the Jenkins, whose users' passwords are their names. Prints "NAME holds" when all of it does.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { LOOKS, findings } from './axe.mjs';
import { base, closing, row, stranger, untroubled, visit } from './browser.mjs';

const job = base + '/job/shop/job/checkout';
const run = job + '/1';
const evil = base + '/job/shop/job/evil';
const OWN = '.as-page';
const WARNING = '.jenkins-alert:has(form[action*=SpaceMonitor])';

// What a theme of a plugin sets; Jenkins itself has no dark one.
const DARK = `:root { color-scheme: dark; --background: #15161a; --text-color: #ededf2; --text-color-secondary: #a9a9ba; --accent-color: #7cb2ff;
  --link-color: #7cb2ff; --link-color--hover: #9cc6ff; --error-color: #ff8f8a; --success-color: #6fd58b;
  --table-background: #25252b; --table-body-background: #1a1a1e; --table-body-foreground: #ededf2; --input-color: #1a1a1e;
  --button-background: #a9a9ba1f; --button-background--hover: #a9a9ba38; --input-border: #7d7d8e; --jenkins-border: 1px solid #a9a9ba38;
  --header-background: #15161a; --card-background: #1a1a1e; --item-background--hover: #a9a9ba1f; }
  /* Jenkins fades colours; a look in between is none. */
  * { transition: none !important; }`;

async function loggedIn(user, options = {}) {
  const page = await stranger(options);
  await page.goto(base + '/login');
  await page.locator('[name=j_username]').fill(user);
  await page.locator('[name=j_password]').fill(user);
  await page.locator('[name=Submit]').click();
  await page.waitForURL(base + '/**');
  return page;
}

const artifacts = (url) => url + '/artifact-scopes/';

/** How much each of these stands out from the page: a contrast of 3 is enough for what is drawn. */
const contrasts = (page, selectors) => page.evaluate((wanted) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return wanted.map((selector) => {
    const drawn = light(getComputedStyle(document.querySelector(selector)).backgroundColor);
    return (Math.max(ground, drawn) + 0.05) / (Math.min(ground, drawn) + 0.05);
  });
}, selectors);

async function hrefOf(page, url, name) {
  await visit(page, url);
  return row(page, name).getByRole('link', { name, exact: true }).evaluate((link) => link.href);
}

async function browse() {
  const page = await loggedIn('deleter');
  const answer = await visit(page, run + '/');
  assert.ok(answer.headers()['content-security-policy'], 'The policy is enforced');
  await page.locator('#main-panel').getByRole('link', { name: 'Artifacts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflow #1' }).waitFor();
  assert.equal(await page.getByRole('heading', { level: 3, name: 'Test / linux' }).count(), 1);
  await row(page, 'dist').getByRole('link', { name: 'dist', exact: true }).click();
  await page.getByText('as whoever pushed it asked: 4w').waitFor();
  await page.getByRole('link', { name: 'lib', exact: true }).click();
  await page.getByRole('link', { name: 'one.txt', exact: true }).click();
  assert.match(await page.locator('pre').innerText(), /<b>not bold<\/b>/);
  const crumbs = await page.locator('#breadcrumbs li, .jenkins-breadcrumbs__list-item').allInnerTexts();
  assert.deepEqual([...new Set(crumbs.map((text) => text.trim()))].slice(-6), ['checkout', '#1', 'Artifacts', 'dist', 'lib', 'one.txt']);
  await page.locator('.jenkins-breadcrumbs__list-item').getByRole('link', { name: 'dist', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'dist' }).waitFor();

  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as ZIP', exact: true }).click();
  const zip = await waiting;
  assert.equal(zip.suggestedFilename(), 'dist.zip');
  assert.equal((await readFile(await zip.path())).subarray(0, 2).toString(), 'PK');

  await visit(page, artifacts(run));
  assert.equal(await row(page, 'report.html').locator('button.as-copy').isVisible(), true);
  await row(page, 'dist').getByRole('button', { name: 'Pin dist' }).click();
  assert.match(await row(page, 'dist').innerText(), /kept: pinned/);
  await row(page, 'dist').getByRole('button', { name: 'Unpin dist' }).click();
  await row(page, 'picture.png').getByRole('link', { name: 'picture.png', exact: true }).click();
  assert.ok(await page.getByRole('img', { name: 'The picture itself' }).evaluate((image) => image.naturalWidth) > 0);
  await page.getByRole('link', { name: 'Delete', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Delete picture.png?' }).waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await row(page, 'picture.png').waitFor();
  await row(page, 'picture.png').getByRole('link', { name: 'Delete picture.png' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('are gone for everybody').waitFor();
  await page.getByRole('link', { name: /^Back to workflow #1/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflow #1' }).waitFor();
  assert.equal(await row(page, 'picture.png').count(), 0);

  await visit(page, job + '/');
  await page.getByRole('link', { name: 'Project artifacts' }).click();
  await row(page, 'release.txt').waitFor();
  await page.getByRole('searchbox', { name: 'Search the project' }).fill('nothing');
  await page.getByRole('searchbox', { name: 'Search the project' }).press('Enter');
  await page.getByText('No name here has what you search for').waitFor();
  untroubled();
}

/** A file that is a page cannot do what its reader may. */
async function hostile() {
  const page = await loggedIn('deleter');
  const report = await hrefOf(page, artifacts(run), 'report.html');
  await visit(page, report);
  assert.match(await page.locator('pre').innerText(), /<script>window.hacked=1/);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  const link = report.replace('/open/', '/download/');
  const got = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    return [answer.headers.get('content-disposition'), answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')];
  }, link);
  assert.match(got[0], /^attachment/);
  assert.equal(got[1], 'sandbox');
  assert.equal(got[2], 'nosniff');
  // Framed it would be as good as opened.
  await page.evaluate((address) => { const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); }, link);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  for (const url of [evil + '/', artifacts(evil), evil + '/1/', artifacts(evil + '/1')]) {
    await visit(page, url);
    assert.equal(await page.evaluate(() => window.hacked), undefined, url);
    assert.equal(await page.locator('img[onerror], [onload]').count(), 0, url);
  }
  const names = await page.locator('table.as-table').first().locator('tbody .as-open').allInnerTexts();
  assert.ok(names.includes('<img src=x onerror=window.hacked=1>.txt'));
  for (const name of names) {
    const opened = await hrefOf(page, artifacts(evil + '/1'), name);
    await visit(page, opened);
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), name);
    assert.equal(await page.evaluate(() => window.hacked), undefined, name);
  }
  untroubled();
}

/** Nothing is found in what is ours; what is found around it, in the layout of Jenkins, is told. */
async function axe() {
  const around = new Set();
  let pages = 0;
  for (const [look, options] of [['light', LOOKS.light], ['dark', LOOKS.light], ['phone', LOOKS.phone]]) {
    const page = await loggedIn('deleter', options);
    const dist = await hrefOf(page, artifacts(run), 'dist');
    const report = await hrefOf(page, artifacts(run), 'report.html');
    const log = await hrefOf(page, artifacts(run), 'build.log');
    const kinds = {
      run: artifacts(run), project: artifacts(job), runs: artifacts(job) + 'runs', folder: dist, file: report, 'log of a job': log,
      confirmation: dist.replace('/open/', '/delete/'), 'nothing found': artifacts(run) + '?search=nothing', 'an empty run': artifacts(base + '/job/shop/job/quiet/1'),
      'nothing here': artifacts(run) + 'nothing', 'hostile names': artifacts(evil + '/1'),
    };
    for (const [kind, url] of Object.entries(kinds)) {
      await page.goto(url);
      if (look === 'dark') {
        await page.addStyleTag({ content: DARK });
      }
      const own = await findings(page, OWN);
      assert.deepEqual(own.violations, [], look + ' ' + kind);
      assert.ok(own.passes > 5, look + ' ' + kind);
      if (kind === 'project') {
        const seen = await contrasts(page, ['.as-swatch.as-own', '.as-swatch.as-jobs']);
        assert.ok(seen.every((contrast) => contrast > 3), look + ': the chart stands out by ' + seen);
      }
      (await findings(page)).violations.forEach((violation) => around.add(violation.split(':')[0]));
      pages++;
    }
    await page.context().close();
  }
  console.log(pages + ' pages looked at; around ours Jenkins has: ' + [...around].sort().join(', '));
  untroubled();
}

/** With the Tab key alone everything that is ours is reached, each with a visible focus. */
async function reachesAll(page, ours, least) {
  const wanted = await page.locator(ours).locator('a:visible, button:visible, input:visible, select:visible').count();
  assert.ok(wanted >= least, ours + ' has ' + wanted);
  const reached = new Set();
  for (let i = 0; i < wanted + 80 && reached.size < wanted; i++) {
    await page.keyboard.press('Tab');
    const [where, seen] = await page.evaluate((own) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const before = getComputedStyle(element, '::before');
      const visible = [style, before, getComputedStyle(element, '::after')].some((one) => one.outlineStyle !== 'none' || one.boxShadow !== 'none');
      return [element.closest(own) ? [...document.querySelectorAll('*')].indexOf(element) : -1, visible];
    }, ours);
    if (where >= 0) {
      assert.ok(seen, 'No focus is seen on ' + await page.evaluate(() => document.activeElement.outerHTML));
      reached.add(where);
    }
  }
  assert.equal(reached.size, wanted, ours);
}

async function keyboard() {
  const administrator = await loggedIn('admin');
  await visit(administrator, base + '/manage/artifact-scopes-administration/');
  await reachesAll(administrator, '.artifact-scopes-page', 5);
  await administrator.context().close();
  const page = await loggedIn('deleter');
  await visit(page, artifacts(run));
  await reachesAll(page, OWN, 20);
  await row(page, 'dist').getByRole('link', { name: 'Delete dist' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Delete dist?' }).waitFor();
  untroubled();
}

/** The new page of a run, which a user can switch on: a tab and a card. */
async function tabs() {
  const page = await loggedIn('modern');
  await visit(page, run + '/');
  await page.locator('.jenkins-card', { hasText: 'Artifacts' }).first().waitFor();
  await page.locator('.app-build-tabs').getByRole('link', { name: /Artifacts/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Workflow #1' }).waitFor();
  assert.match(await page.locator('.app-build-tabs').innerText(), /Artifacts/);
  const found = await findings(page, OWN);
  assert.deepEqual(found.violations, []);
  await row(page, 'dist').getByRole('link', { name: 'dist', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'dist' }).waitFor();
  untroubled();
}

/** Administrators see who uses the space, have things done while they look, and read the audit log. */
async function administration() {
  const address = base + '/manage/artifact-scopes-administration/';
  for (const [look, options] of [['light', LOOKS.light], ['dark', LOOKS.light], ['phone', LOOKS.phone]]) {
    const page = await loggedIn('admin', options);
    const answer = await visit(page, address);
    assert.ok(answer.headers()['content-security-policy'], 'The policy is enforced');
    await page.getByRole('button', { name: 'Verify' }).click();
    // What it found is there a moment before it is done.
    await page.locator('.artifact-scopes-job', { hasText: 'asked for by admin: done' }).waitFor();
    assert.match(await page.locator('.artifact-scopes-job').innerText(), /all whole/);
    for (const url of [address, address + '?project=shop%2Fcheckout', address + 'audit', address + 'audit?kind=administration&who=nobody']) {
      await visit(page, url);
      if (look === 'dark') {
        await page.addStyleTag({ content: DARK });
      }
      const own = await findings(page, '.artifact-scopes-page');
      assert.deepEqual(own.violations, [], look + ' ' + url);
    }
    await visit(page, base + '/manage/');
    await page.getByText('Little space', { exact: false }).first().waitFor();
    if (look === 'dark') {
      await page.addStyleTag({ content: DARK });
    }
    // Its colours are those that Jenkins gives to every warning.
    const found = (await findings(page, WARNING)).violations.filter((violation) => !violation.startsWith('color-contrast'));
    assert.deepEqual(found, [], look + ' warning');
    await page.context().close();
  }
  const german = await loggedIn('admin', { ...LOOKS.light, locale: 'de-DE' });
  await visit(german, address);
  await german.getByRole('button', { name: 'Jetzt aufräumen' }).waitFor();
  assert.match(await german.locator('.artifact-scopes-job').innerText(), /verlangt von admin: fertig/);
  await german.getByRole('heading', { level: 3, name: 'Die größten Projekte' }).waitFor();
  await visit(german, address + 'audit');
  await german.getByRole('heading', { level: 1, name: 'Prüfprotokoll' }).waitFor();
  await german.context().close();
  const directory = process.env.SCREENSHOTS;
  await mkdir(directory, { recursive: true });
  const page = await loggedIn('admin', { viewport: { width: 1200, height: 900 } });
  for (const [name, url] of [['jenkins-administration', address], ['jenkins-audit', address + 'audit']]) {
    await visit(page, url);
    await page.screenshot({ path: directory + '/' + name + '.png' });
  }
  untroubled();
}

async function screenshots() {
  const directory = process.env.SCREENSHOTS;
  await mkdir(directory, { recursive: true });
  for (const [name, user, url, dark] of [
    ['jenkins-run', 'deleter', artifacts(run), false], ['jenkins-run-dark', 'deleter', artifacts(run), true],
    ['jenkins-project', 'deleter', artifacts(job), false], ['jenkins-run-new', 'modern', artifacts(run), false],
  ]) {
    const page = await loggedIn(user, { viewport: { width: 1200, height: 820 } });
    await visit(page, url);
    if (dark) {
      await page.addStyleTag({ content: DARK });
    }
    await page.screenshot({ path: directory + '/' + name + '.png' });
    await page.context().close();
  }
  const page = await loggedIn('admin', { viewport: { width: 1200, height: 820 } });
  const picture = async (name, url, top) => {
    await visit(page, url);
    if (top) {
      await top().waitFor();
      await page.waitForLoadState('networkidle');
      // Below what stays at the top of the window.
      await top().evaluate((element) => { element.scrollIntoView(); window.scrollBy(0, -110); });
      await page.waitForTimeout(500);
    }
    await page.screenshot({ path: directory + '/' + name + '.png' });
  };
  await visit(page, run + '/console');
  // Where the workspace of this machine lies is nobody's business.
  await page.locator('.console-output').first().waitFor();
  await page.evaluate(() => document.querySelectorAll('.console-output').forEach((log) => { log.innerHTML = log.innerHTML.replace(/\/[^<\n]*?\/workspace\//g, '/var/jenkins_home/workspace/'); }));
  await page.screenshot({ path: directory + '/jenkins-console.png' });
  await picture('jenkins-file', await hrefOf(page, artifacts(run), 'report.html'));
  await picture('jenkins-api-token', base + '/user/admin/security/');
  await picture('jenkins-system', base + '/manage/configure', () => page.locator('.jenkins-section__title', { hasText: 'Artifact scopes' }).first());
  await picture('jenkins-job-configuration', base + '/job/shop/job/quiet/configure', () => page.locator('label', { hasText: 'Artifact' }).first());
}

const scenarios = { browse, hostile, axe, keyboard, tabs, administration, screenshots };
const name = process.argv[2];
assert.ok(scenarios[name], 'There is no scenario ' + name);
try {
  await scenarios[name]();
  console.log(name + ' holds');
} finally {
  await closing();
}
