import { isOpen, type TrackedItem } from '../item.ts';
import { text } from '../markup.ts';
import { groupItems, sortItems } from '../select.ts';
import type { Tracker } from '../tracker.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--page:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--line:#30363d;--page:#0d1117}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:0 auto;max-width:72rem;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft);white-space:nowrap}
td:first-child{white-space:nowrap}
`;

const COLUMNS = ['Item', 'Action', 'Due', 'Priority', 'Strength', 'Gate', 'Status', 'Ticket'] as const;

const row = (item: TrackedItem): string =>
  `<tr><th scope="row">${text(item.id)}</th>${[item.title, item.due ?? '', item.priority ?? '', item.strength ?? '', item.gateState === 'none' ? '' : item.gateState, item.status, item.tickets.join(', ')]
    .map((cell) => `<td>${text(cell)}</td>`)
    .join('')}</tr>`;

const table = (title: string, items: readonly TrackedItem[]): string =>
  `<section><h2>${text(title)} <span>(${items.length})</span></h2><div class="scroll" role="region" aria-label="${text(title)}" tabindex="0"><table><thead><tr>${COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead><tbody>${items.map(row).join('\n')}</tbody></table></div></section>`;

/** One page without script or outside assets: open items by owner, then the settled ones. */
export const html: Tracker = (items) => {
  const open = items.filter(isOpen);
  const settled = items.filter((item) => !isOpen(item));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Action items</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Action items</h1>
<p>${open.length} open, ${settled.length} settled.</p>
${[...groupItems(sortItems(open, 'due'), 'owner')].map(([owner, group]) => table(owner, group)).join('\n')}
${settled.length > 0 ? table('Settled', sortItems(settled, 'incident')) : ''}
</main>
</body>
</html>
`;
};
