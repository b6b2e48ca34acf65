import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** Control sequences of terminals as ECMA-48 writes them (CSI, OSC, others), and lone C0 and C1 controls other than tab and line ends. */
const [ESC, CSI, BEL] = ['\u001b', '\u009b', '\u0007'];
const control = new RegExp(
  String.raw`(?:${ESC}\[|${CSI})[0-?]{0,32}[ -\/]{0,8}[@-~]|${ESC}\][^${BEL}${ESC}]{0,500}(?:${BEL}|${ESC}\\)|${ESC}[ -\/]{0,4}[0-~]|(?![\t\n\r])\p{Cc}`,
  'gu',
);

export const controlCharacters = defineRule({
  id: 'safety/control-characters',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'Terminal escapes and other control characters stand in the text',
    why: 'Output pasted from a terminal carries its colours and more: an escape can hide text, rename the window or answer a query in the terminal of whoever prints the file.',
    fix: 'Remove them; `--fix` does and keeps the words.',
    sources: ['ECMA-48, Control functions for coded character sets', 'CWE-150: improper neutralization of escape, meta, or control sequences'],
  },
  options: noOptions,
  examples: [
    { name: 'a coloured log line', document: '# Outage\n\n```\n\u001b[31mERROR\u001b[0m no leader\n```\n', findings: ['4:1-4:6 warning A terminal escape stands in the text', '4:11-4:15 warning A terminal escape stands in the text'], fixed: '# Outage\n\n```\nERROR no leader\n```\n' },
    { name: 'tabs and line ends are text', document: '# Outage\r\n\r\n```\r\n\tERROR no leader\r\n```\r\n', findings: [] },
  ],
  *check({ document: { text, lines } }): Iterable<RuleFinding> {
    for (const match of text.matchAll(control)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const escape = match[0].length > 1;
      yield {
        source: lines.source(start, end),
        message: escape ? 'A terminal escape stands in the text' : `A control character (U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}) stands in the text`,
        suggestion: 'Remove it',
        fix: { description: 'Remove it', edits: [{ start, end, text: '' }] },
      };
    }
  },
});
