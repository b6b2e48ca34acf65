import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { html } from '../../src/trackers/formats/html.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { siteOfAll } from './hostile-site.ts';
import { hostileTexts } from './hostile-texts.ts';
import { itemOf } from './item.ts';

/** Chromium of the system; null where it is not installed. */
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ?? null;
if (program === null) process.stderr.write('Chromium is not installed (Debian package chromium): the tests of the site in a browser are skipped\n');

const examples = resolve(import.meta.dirname, '../../examples');

/** Text that would make itself known if any of it ran. */
const HOSTILE = `<script>document.title='ran'</script><img src=x onerror="document.title='ran'"><a href="javascript:document.title='ran'">x</a>"><svg onload="document.title='ran'">`;
const code = (text: string): string => `\`${text.replaceAll('|', '')}\``;

const hostileDocument = (date: string): string => `---
postmortem: 1
id: ${date}-hostile
title: ${JSON.stringify(HOSTILE)}
date: ${date}
severity: ${JSON.stringify(HOSTILE)}
services: [${JSON.stringify(HOSTILE)}]
trigger: { change: deploy }
---

## Timeline (UTC)

| Time | Milestone | Event |
|---|---|---|
| ${date} 09:00 | started | ${code(HOSTILE)} |
| ${date} 10:00 | resolved | ${code(HOSTILE)} |

## Five whys

1. Why ${code(HOSTILE)}? Because ${code(HOSTILE)}.

## Action items

| ID | Action | Owner | Due | Gate | Status |
|---|---|---|---|---|---|
| AI-1 | ${code(HOSTILE)} | ${code(HOSTILE)} | 2026-06-01 | | open |
| AI-2 | Add an alert | @mira | 2027-02-01 | | open |
`;

/** Writes the site of what a folder holds and returns its files, the index first. */
const report = async (folder: string, site: string, documents: string): Promise<string[]> => {
  const { host, stderr } = fakeHost(folder);
  await main(host, ['report', documents, '--out', site]);
  expect(stderr()).toBe('');
  return ['index.html', ...readdirSync(join(site, 'incidents')).map((name) => `incidents/${name}`)].map((path) => join(site, path));
};

interface Visit {
  readonly page: Page;
  /** Errors of the console and of the page. */
  readonly errors: string[];
  /** What the page asked for beside itself. */
  readonly requests: string[];
}

/** What the accessibility checker finds against WCAG 2 and good practice, with the element. */
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const result = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()');
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

const WIDTHS = { phone: 390, desk: 1200 } as const;
const LOOKS = (['light', 'dark'] as const).flatMap((scheme) => (['phone', 'desk'] as const).map((width) => ({ scheme, width })));

describe.skipIf(program === null)('the site in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  });
  afterAll(() => browser?.close());

  const visit = async (file: string, scheme: 'light' | 'dark', width: number): Promise<Visit> => {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 800 } });
    const [errors, requests]: [string[], string[]] = [[], []];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => request.url() !== address && requests.push(request.url()));
    await page.goto(address);
    return { page, errors, requests };
  };

  test.each(LOOKS)('is accessible, quiet and as wide as the screen ($scheme, $width)', async ({ scheme, width }) => {
    const folder = temporaryFolder();
    const files = await report(examples, join(folder, 'site'), 'postmortems');
    expect(files).toHaveLength(7);
    const page = join(folder, 'actions.html');
    await main(fakeHost(examples).host, ['actions', 'postmortems', '--to', 'html', '--output', page]);
    for (const file of [...files, page]) {
      const { page, errors, requests } = await visit(file, scheme, WIDTHS[width]);
      expect({ errors, requests }).toEqual({ errors: [], requests: [] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(WIDTHS[width]);
      expect(await page.getByRole('main').count()).toBe(1);
      expect(await violations(page)).toEqual([]);
      await page.close();
    }
  });

  test('the checker and the listeners see what is wrong', async () => {
    const file = join(temporaryFolder({ 'bad.html': '<html><body><p style="color:#ccc;background:#fff">pale</p><img src="https://e.example/p.png"><script>throw Error("boom")</script>' }), 'bad.html');
    const { page, errors, requests } = await visit(file, 'light', 390);
    expect(requests).toEqual(['https://e.example/p.png']);
    expect(errors).toContain('boom');
    expect((await violations(page)).map((violation) => violation.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'image-alt', 'landmark-one-main']));
    await page.close();
  });

  test('runs nothing of a hostile document, and would refuse to', async () => {
    const folder = temporaryFolder({ 'postmortems/a.md': hostileDocument('2026-05-01'), 'postmortems/b.md': hostileDocument('2026-06-01') });
    const files = await report(folder, join(folder, 'site'), 'postmortems');
    expect(readFileSync(files[0] ?? '', 'utf8')).toContain('The same service after the same kind of triggering change');
    for (const file of files) {
      const { page, errors, requests } = await visit(file, 'light', WIDTHS.phone);
      expect(await page.content()).toContain('&lt;script&gt;document.title');
      expect(await page.evaluate('document.title')).not.toBe('ran');
      expect(await page.evaluate("document.querySelectorAll('script, img, [onload], [onerror], [href^=javascript]').length")).toBe(0);
      expect({ errors, requests }).toEqual({ errors: [], requests: [] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(WIDTHS.phone);
      expect(await violations(page)).toEqual([]);
      await page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = \"ran\"' }))");
      expect(await page.evaluate('document.title')).not.toBe('ran');
      expect(errors.join()).toContain("default-src 'none'");
      expect(readFileSync(file, 'utf8')).toContain('http-equiv="Content-Security-Policy"');
      await page.close();
    }
  });

  test('runs nothing of two hundred hostile texts, on the index, on a page each, and on the page of all action items', async () => {
    const site = temporaryFolder({
      ...Object.fromEntries(siteOfAll(hostileTexts).map(({ path, text }) => [path, text])),
      'actions.html': html(hostileTexts.flatMap((text) => [itemOf(text), itemOf(text, { status: 'done', due: text })]), { output: 'actions.html', version: '0.0.0' }),
    });
    const context = await browser.newContext();
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('dialog', (dialog) => { noise.push(dialog.message()); void dialog.dismiss(); });
    page.on('request', (request) => /^file:.*\.html$/.test(request.url()) || noise.push(request.url()));
    const files = ['index.html', 'actions.html', ...readdirSync(join(site, 'incidents')).map((name) => `incidents/${name}`)];
    expect(files).toHaveLength(2 + hostileTexts.length);
    for (const file of files) {
      await page.goto(pathToFileURL(join(site, file)).href);
      const active = await page.evaluate<number>("document.querySelectorAll('script, img, iframe, object, embed, link, base, form, style ~ style, a[href]:not([href$=\".html\"]):not([href^=\"#\"])').length + [...document.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => /^on|^style$/.test(name))).length");
      expect({ file, active, noise }).toEqual({ file, active: 0, noise: [] });
    }
    await context.close();
  });

  test('goes from the index to an incident and back by keyboard', async () => {
    const [index = ''] = await report(examples, join(temporaryFolder(), 'site'), 'postmortems');
    const { page } = await visit(index, 'light', WIDTHS.desk);
    await page.getByRole('link', { name: 'Checkout timed out in Europe' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/2026-11-14-checkout-timeouts.html');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/index.html');
    expect(await page.title()).toBe('Incidents');
    await page.close();
  });
});
