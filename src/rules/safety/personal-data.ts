import type { Blockquote, Nodes } from 'mdast';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { codeBlocks } from '../snippets/code-blocks.ts';
import { findPersonalData, loadPersonalDataDetectors } from './personal-data-detector.ts';

interface Quoted {
  readonly value: string;
  /** Offset of its first character in the file. */
  readonly start: number;
}

const quoteMark = /^ {0,3}>/m;
/** False for texts in which nothing is quoted. */
const mayQuote = (text: string): boolean => text.includes('```') || text.includes('~~~') || quoteMark.test(text);

/** What a document quotes: its code blocks and its block quotes, each once, in order. */
const quotedIn = (document: MarkdownDocument): readonly Quoted[] => {
  const quotes: Blockquote[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'blockquote') quotes.push(node);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  if (quoteMark.test(document.text)) visit(document.tree);
  const ranges = quotes.map(({ position }) => ({ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 }));
  const outside = codeBlocks(document).filter(({ start }) => !ranges.some((range) => range.start <= start && start < range.end));
  return [...outside, ...ranges.map(({ start, end }) => ({ start, value: document.text.slice(start, end) }))].sort((one, other) => one.start - other.start);
};

const quoted = (words: string): string => `# Outage\n\n\`\`\`\n${words}\n\`\`\`\n`;

export const personalData = defineRule({
  id: 'safety/personal-data',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A quoted log or prompt holds personal data: a mail address, a payment card, a bank account or a telephone number',
    why: 'Post-mortems are shared widely and kept for ever; the customer whose request failed did not agree to that.',
    fix: 'Redact it; `--fix` writes `[REDACTED]`.',
    sources: ['GDPR, article 5 (1) c: data minimisation', 'ISO/IEC 7812-1 (check digit)', 'ISO 13616-1 (IBAN)', 'ITU-T E.164 (telephone numbers)'],
  },
  options: noOptions,
  examples: [
    { name: 'a customer in a log', document: quoted('login failed for jane.roe@mail.shop.se'), findings: ['4:18-4:39 warning The quoted text holds a mail address'], fixed: quoted('login failed for [REDACTED]') },
    { name: 'a card', document: quoted('charge 4539 1488 0343 6467 declined'), findings: ['4:8-4:27 warning The quoted text holds a payment card number'], fixed: quoted('charge [REDACTED] declined') },
    { name: 'a bank account and a telephone number', document: quoted('payout to SE45 5000 0000 0583 9825 7466, called +46 70 123 45 67'), findings: ['4:11-4:40 warning The quoted text holds a bank account number', '4:49-4:65 warning The quoted text holds a telephone number'], fixed: quoted('payout to [REDACTED], called [REDACTED]') },
    { name: 'a quoted message', document: '# Outage\n\n> jane.roe@mail.shop.se cannot log in\n', findings: ['3:3-3:24 warning The quoted text holds a mail address'], fixed: '# Outage\n\n> [REDACTED] cannot log in\n' },
    { name: 'services, examples, commits and ids', document: quoted('git@github.com 1700000000000000 ops@shop.se me@example.com pod@v1.2 4539148803436466 2026-01-02T10:00:00+02:00 +12345 SE45500000000583982574 10.0.0.1'), findings: [] },
    { name: 'authors sign with their address', document: '# Outage\n\nAuthor: jane.roe@mail.shop.se\n', findings: [] },
  ],
  // The detectors take longer to load than most documents to check.
  prepare: (text) => (mayQuote(text) ? loadPersonalDataDetectors(text) : null),
  *check({ document }): Iterable<RuleFinding> {
    for (const { value, start: from } of quotedIn(document)) {
      let last = -1;
      for (const { start, end, kind } of findPersonalData(value)) {
        // One run of digits may look like two things; the first says it.
        if (start < last) continue;
        last = end;
        const [at, to] = [from + start, from + end];
        yield { source: document.lines.source(at, to), message: `The quoted text holds ${kind}`, suggestion: 'Redact it', fix: { description: 'Redact it', edits: [{ start: at, end: to, text: '[REDACTED]' }] } };
      }
    }
  },
});
