// Looks at pages in Chromium as their readers would: check.mjs FOLDER, which has NAME.html and NAME.json for each.
// Prints one line for each page, and exits with 1 if a page is not as it should be.
import fs from 'node:fs';
import path from 'node:path';
import {execFileSync} from 'node:child_process';
import puppeteer from 'puppeteer-core';

const folder = path.resolve(process.argv[2]);
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(one => fs.existsSync(one));
const axe = fs.readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const severities = ['info', 'low', 'medium', 'high', 'critical'];
const faults = [];
let name = '';

function require(promise, sentence) {
  if (!promise) faults.push(`${name}: ${sentence}`);
}

async function opened(browser, file, {scheme = 'light', width = 1200} = {}) {
  const page = await browser.newPage();
  let requests = 0;
  page.on('console', line => require(false, `the console says: ${line.text()}`));
  page.on('pageerror', error => require(false, `an error: ${error.message}`));
  page.on('dialog', async dialog => { require(false, `a dialog: ${dialog.message()}`); await dialog.dismiss(); });
  page.on('request', request => { if (++requests > 1) require(false, `it requests ${request.url()}`); });
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  await page.setViewport({width, height: 900});
  await page.goto(`file://${file}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  require(sideways <= 0, `${scheme}, ${width} px: it is ${sideways} px too wide`);
  return page;
}

// How many findings each choice leaves must be what the JSON report counts. What is shown under another finding has no row.
async function checkFilters(page, report) {
  const rows = report.findings.filter(finding => !finding.folded_into);
  // Names that are made visible are written otherwise in the JSON.
  if (name.startsWith('hostile')) return;
  if (rows.length === 0 || rows.length > 500) return;
  const shown = () => page.evaluate(() => [...document.querySelectorAll('.fi')].filter(row => getComputedStyle(row).display !== 'none').length);
  const owners = await page.evaluate(() => [...document.querySelectorAll('#fo option')].map(option => [option.value, option.textContent]));
  const called = owner => report.people?.find(person => person.id === owner)?.name ?? owner;
  const owns = (finding, words) => words === 'nobody' ? !finding.owners?.length : finding.owners?.some(owner => called(owner) === words);
  require(await shown() === rows.length, `${await shown()} of ${rows.length} findings are there`);
  for (const [level, severity] of severities.entries()) {
    await page.select('#fs', String(level + 1));
    const expected = rows.filter(finding => finding.severity === severity).length;
    require(await shown() === expected, `${severity}: ${await shown()} shown, ${expected} counted`);
  }
  for (const [value, words] of owners.slice(1, 6)) {
    await page.select('#fo', value);
    await page.select('#fs', '0');
    const expected = rows.filter(finding => owns(finding, words)).length;
    require(await shown() === expected, `owner ${words}: ${await shown()} shown, ${expected} counted`);
    await page.select('#fs', '4');
    const both = rows.filter(finding => owns(finding, words) && finding.severity === 'high').length;
    require(await shown() === both, `owner ${words}, high: ${await shown()} shown, ${both} counted`);
  }
  await page.select('#fs', '0');
  await page.select('#fo', '0');
  for (const [value, words] of await page.evaluate(() => [...document.querySelectorAll('#ff option')].slice(1).map(option => [option.value, option.textContent]))) {
    await page.select('#ff', value);
    const expected = rows.filter(finding => finding.family === words).length;
    require(await shown() === expected, `family ${words}: ${await shown()} shown, ${expected} counted`);
  }
  await page.select('#ff', '0');
}

// The figures of the tiles are those of the JSON. Whose the drag is has a tile from 5 points on.
async function checkTiles(page, report) {
  const tiles = await page.evaluate(() => [...document.querySelectorAll('.tiles li')].map(one => [one.querySelector('b').textContent, one.querySelector('span').textContent]));
  if (tiles.length === 0) return;
  const count = severity => report.findings.filter(one => one.severity === severity && !one.folded_into && !one.waived).length;
  const critical = count('critical'), {low, evidence} = report.drag, owners = report.totals.by_owner;
  const astray = ['unowned', ...(report.people ?? []).filter(one => one.left).map(one => one.id)];
  const points = astray.reduce((sum, owner) => sum + (owners[owner]?.points ?? 0), 0);
  const expected = [[String(critical), critical ? 'critical: act now' : 'critical'], [String(count('high')), 'high'],
    ...(low >= 5 ? [[`${Math.round(100 * points / low)} %`, 'of the drag belongs to nobody, or to somebody who has left or leaves']] : []),
    [`${Math.floor(evidence * 100 + 1e-9)} %`, 'of what was asked has been answered']];
  require(JSON.stringify(tiles) === JSON.stringify(expected), `the tiles say ${JSON.stringify(tiles)}, the JSON ${JSON.stringify(expected)}`);
}

// Tab reaches the way past the head first, then each list to choose from and each part that scrolls.
async function checkKeyboard(page) {
  const reached = new Set();
  for (let presses = 0; presses < 60; ++presses) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement.className === 'skip' ? 'skip' : document.activeElement.id || document.activeElement.getAttribute('aria-label') || '');
    if (presses === 0) require(at === 'skip', `Tab reaches ${at} first`);
    reached.add(at);
  }
  for (const id of await page.evaluate(() => [...document.querySelectorAll('select')].map(one => one.id))) require(reached.has(id), `Tab does not reach #${id}`);
}

async function checkAccess(page) {
  const {violations} = await page.evaluate(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  for (const one of violations) require(false, `axe: ${one.id}, ${one.nodes.length} times: ${one.nodes.slice(0, 2).map(node => node.target).join(', ')}`);
}

async function checkPrint(page, file) {
  const pdf = file.replace(/html$/, 'pdf');
  await page.pdf({path: pdf, format: 'A4', printBackground: true, preferCSSPageSize: true});
  const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], {encoding: 'utf8'}).split('\f').slice(0, -1);
  require(/Decisions this month/.test(pages[0]), 'the first printed page has no decisions');
  require(pages.every(one => one.trim() !== ''), 'a printed page is empty');
  return pages.length;
}

// Firefox has other rules of style behind it; the filters depend on them.
async function checkFirefox(files) {
  const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(one => fs.existsSync(one));
  if (!firefox) return console.log('Firefox is not here: the filters were tried in Chromium only');
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: firefox, headless: true});
  for (const file of files) {
    name = `${path.basename(file, '.html')} in Firefox`;
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    await checkFilters(page, JSON.parse(fs.readFileSync(file.replace(/html$/, 'json'), 'utf8')));
    await page.close();
  }
  await browser.close();
  console.log(`the filters of ${files.length} pages work in Firefox as well`);
}

const browser = await puppeteer.launch({executablePath, args: ['--no-sandbox', '--disable-gpu']});
for (const entry of fs.readdirSync(folder).filter(one => one.endsWith('.html')).sort()) {
  name = path.basename(entry, '.html');
  const file = path.join(folder, entry), report = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  const bytes = fs.statSync(file).size;
  if (report.stack.items <= 250) require(bytes <= 300_000, `it has ${bytes} bytes`);
  const page = await opened(browser, file);
  await checkFilters(page, report);
  await checkTiles(page, report);
  await checkKeyboard(page);
  const pages = await checkPrint(page, file);
  await page.close();
  for (const width of [1200, 390]) {
    for (const scheme of ['light', 'dark']) {
      const looked = await opened(browser, file, {scheme, width});
      const height = Math.min(4000, await looked.evaluate(() => document.documentElement.scrollHeight));
      await looked.screenshot({path: path.join(folder, `${name}-${scheme}-${width}.png`), clip: {x: 0, y: 0, width, height}, captureBeyondViewport: true});
      await looked.setBypassCSP(true);
      looked.removeAllListeners('request');
      await looked.reload();
      await looked.evaluate(axe);
      await checkAccess(looked);
      await looked.close();
    }
  }
  console.log(`${name}: ${bytes} bytes, ${pages} printed pages`);
}
await browser.close();
await checkFirefox(fs.readdirSync(folder).filter(one => one.endsWith('.html')).sort().map(one => path.join(folder, one)));
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
