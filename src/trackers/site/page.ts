import { createHash } from 'node:crypto';
import { text } from '../markup.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--page:#fff;--accent:#0a58ca;--part-0:#0a58ca;--part-1:#b35900;--part-2:#a0307e;--part-3:#6e7781}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--line:#30363d;--page:#0d1117;--accent:#6cb0ff;--part-0:#6cb0ff;--part-1:#e8a04c;--part-2:#e583c4;--part-3:#8b949e}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:0 auto;max-width:70rem;padding:1rem;overflow-wrap:break-word}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0 .5rem}
h2{font-size:1.2rem;margin:2.25rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p.note,footer,caption{color:var(--soft)}
caption{text-align:left;padding:.25rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
tbody .short{white-space:nowrap}
td ul{margin:0;padding-left:1.1rem}
@media(max-width:45rem){.long{min-width:11rem}}
svg{display:block}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
@media(max-width:45rem){svg .wide{display:none}}
svg line{stroke:var(--line);stroke-width:2}
svg circle{fill:var(--accent);fill-opacity:.75;stroke:var(--page)}
.chart{width:100%;height:164px;margin:.5rem 0}
.chart rect{stroke:var(--page)}
.chart text{paint-order:stroke;stroke:var(--page);stroke-width:3px}
.timeline{width:100%;height:56px}
.part-0{fill:var(--part-0)}
.part-1{fill:var(--part-1)}
.part-2{fill:var(--part-2)}
.part-3{fill:var(--part-3)}
.chart .part-hollow,.part-hollow{fill:none;stroke:var(--soft);stroke-dasharray:3 2}
summary{color:var(--soft);cursor:pointer}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0;padding:0}
.contents ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0;padding:0}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend svg{width:12px;height:12px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.5rem;font-size:.875rem}
`;

/** The one style sheet is allowed by its hash; nothing else may load, run or be sent. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A whole page. `title` is plain text; `body` and `before` are markup. */
export const page = (title: string, body: string, before = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${before}<main>
<h1>${text(title)}</h1>
${body}
</main>
<footer>Made by postmortem-kit from the documents alone.</footer>
</body>
</html>
`;

/** A cell: plain text, or markup that was made safe already. */
export type Cell = string | { readonly markup: string };

const content = (cell: Cell): string => (typeof cell === 'string' ? text(cell) : cell.markup);

/** Short texts stay on one line; long ones keep a readable width on narrow screens. */
const SHORT = 16;
const widthOf = (cell: Cell): string => (typeof cell === 'string' && cell.length <= SHORT ? 'short' : 'long');

/** A table that scrolls by itself on narrow screens; the first cell of each row heads it. */
export const dataTable = (caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `<div class="scroll" role="region" aria-label="${text(caption)}" tabindex="0"><table><caption>${text(caption)}</caption><thead><tr>${head.map((name) => `<th scope="col">${text(name)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(([first = '', ...rest]) => `<tr><th scope="row" class="${widthOf(first)}">${content(first)}</th>${rest.map((cell) => `<td class="${widthOf(cell)}">${content(cell)}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table></div>`;

/** Many numbers, such as those of a chart, folded away behind a line that opens them. */
export const foldedTable = (caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string => `<details><summary>The numbers</summary>${dataTable(caption, head, rows)}</details>`;

/** Names with their values, in two columns. */
export const factList = (facts: readonly (readonly [name: string, value: string])[]): string => `<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;

const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z]+/g, '-');

/** A section, or nothing where it would be empty. Its title makes its address, so titles are the program's own words. */
export const section = (title: string, body: string): string => (body === '' ? '' : `<section id="${idOf(title)}"><h2>${text(title)}</h2>${body}</section>\n`);

/** A part of a section, or nothing where it would be empty. */
export const part = (title: string, body: string): string => (body === '' ? '' : `<h3>${text(title)}</h3>${body}`);

/** Sections with a list of links to those that have something in them. */
export const sectionsWithContents = (sections: readonly (readonly [title: string, body: string])[]): string => {
  const filled = sections.filter(([, body]) => body !== '');
  return `<nav aria-label="On this page" class="contents"><ul>${filled.map(([title]) => `<li><a href="#${idOf(title)}">${text(title)}</a></li>`).join('')}</ul></nav>\n${filled.map(([title, body]) => section(title, body)).join('')}`;
};
