import type { Nodes } from 'mdast';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';

/** What templates leave for people to replace, each with characters without which it cannot be. Hugo's `{{< … >}}` and `{{% … %}}` are programs, not blanks. */
const blanks: readonly (readonly [mark: string, blank: RegExp])[] = [
  ['{{', /\{\{(?![<%#/])\s*[^{}<>\n]{1,60}\}\}/g],
  ['{', /(?<![\w$\\{/=.])\{[a-z][a-z _-]{1,30}\}(?![\w}/])/gi],
  ['TODO', /\bTODO\b(?=\s*(?:[:：.)\]]|$))/g],
  ['FIXME', /\bFIXME\b(?=\s*(?:[:：.)\]]|$))/g],
  ['TBD', /\bTBD\b(?=\s*(?:[:：.)\]]|$))/g],
  ['<', /<(?:insert|your|enter|add|describe|replace)\b[^<>\n]{1,60}>/gi],
  ['[', /\[(?:insert|your|enter|add|describe|replace)\b[^[\]\n]{1,60}\](?![([])/gi],
  ['Lorem', /\bLorem ipsum\b/g],
  ['YYYY', /\bYYYY-MM-DD\b/g],
];

const hint = /<!--\s*hint:/;

interface Blank {
  readonly start: number;
  readonly end: number;
  readonly isHint: boolean;
}

/** Whatever looks like a blank anywhere in the text, code included, in order. */
const candidates = (text: string): Blank[] =>
  blanks
    .flatMap(([mark, blank]) => (text.includes(mark) ? [...text.matchAll(blank)] : []))
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length, isHint: false }))
    .sort((a, b) => a.start - b.start);

/** The blanks that stand in words, and the hints. */
const blanksIn = function* (document: MarkdownDocument, found: readonly Blank[]): Iterable<Blank> {
  let next = 0;
  const pending: Nodes[] = [document.tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === 'html' && hint.test(node.value)) yield { start, end: Math.min(end, document.lines.lineEnd(document.lines.position(start).line)), isHint: true };
    else if (node.type === 'text') {
      for (let blank = found[next]; blank && blank.end <= end; blank = found[++next]) if (blank.start >= start) yield blank;
    } else if ('children' in node && node.type !== 'link') pending.push(...node.children.toReversed());
  }
};

export const templateText = defineRule({
  id: 'sections/template-text',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'info', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'Text of the template still stands where a fact belongs: TODO, {{ 06:10 }}, {source}, hints',
    why: 'Readers take the example for the fact, or see that nobody filled it. Two public post-mortems carry the times of their template.',
    fix: 'Write the fact, or `unknown:` and why nobody knows.',
    sources: ['Public post-mortems: headings that read {{ 06:10 }}'],
  },
  options: noOptions,
  examples: [
    {
      name: 'braces of a template',
      document: '# Package upgrade\n\n## Timeline\n\n### {{ 06:10 }}\n\nPulls fail. **Reported on {source}**\n\n## Impact\n\nTODO: count the users\n',
      findings: ['5:5-5:16 warning "{{ 06:10 }}" is left of the template', '7:27-7:35 warning "{source}" is left of the template', '11:1-11:5 warning "TODO" is left of the template'],
    },
    {
      name: 'braces in code, a status in a table, a short code',
      document: '# Package upgrade\n\n## Root cause\n\nThe chart reads `{{ .Values.image }}` and `{source}`. {{< figure >}}\n\n## Action items\n\n| Action | Status |\n|---|---|\n| Pin the image | TODO |\n',
      findings: [],
    },
    {
      name: 'a hint in a review',
      document: '---\npostmortem: 1\nstatus: review\n---\n\n## Impact\n\n<!-- hint: who could not do what -->\n',
      findings: ['8:1-8:37 warning A hint of the template is still here'],
    },
  ],
  *check({ record, document, profile }): Iterable<RuleFinding> {
    const found = candidates(document.text);
    if (found.length === 0 && !hint.test(document.text)) return;
    // "TODO" is a status of action items.
    const actions = record.sections.filter(({ name }) => name === 'actions').map(({ contentSource }) => contentSource);
    for (const { start, end, isHint } of blanksIn(document, found)) {
      if (!isHint && actions.some((source) => start >= source.start && start < source.end)) continue;
      const source = document.lines.source(start, end);
      if (!isHint) yield { source, message: `"${document.text.slice(start, end)}" is left of the template`, suggestion: 'Write the fact, or "unknown:" and why nobody knows' };
      else if (profile !== 'draft') yield { source, message: 'A hint of the template is still here', suggestion: 'Fill the section and delete the hint', atMost: 'warning' };
    }
  },
});
