import { createHash } from 'node:crypto';
import { text } from '../markup.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--page:#fff;--accent:#0a58ca}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--line:#30363d;--page:#0d1117;--accent:#6cb0ff}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:0 auto;max-width:70rem;padding:1rem;overflow-wrap:break-word}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1rem 0 .5rem}
h2{font-size:1.2rem;margin:2.25rem 0 .5rem}
p.note,footer,caption{color:var(--soft)}
caption{text-align:left;padding:.25rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
svg line{stroke:var(--line);stroke-width:2}
svg circle,svg rect{fill:var(--accent)}
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

/** A table that scrolls by itself on narrow screens; the first cell of each row heads it. */
export const dataTable = (caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `<div class="scroll" role="region" aria-label="${text(caption)}" tabindex="0"><table><caption>${text(caption)}</caption><thead><tr>${head.map((name) => `<th scope="col">${text(name)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(([first = '', ...rest]) => `<tr><th scope="row">${content(first)}</th>${rest.map((cell) => `<td>${content(cell)}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table></div>`;

/** A section, or nothing where it would be empty. */
export const section = (title: string, body: string): string => (body === '' ? '' : `<section><h2>${text(title)}</h2>${body}</section>\n`);
