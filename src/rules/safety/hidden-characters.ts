import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

/** Bidirectional overrides, embeddings and isolates, invisible operators, tags, and zero-width marks (Unicode TR 36, CVE-2021-42574). The joiners of scripts and emoji stay. */
const hidden = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u00ad\u180e]|(?!^)\ufeff|[\u{e0001}\u{e0020}-\u{e007f}]/gu;
const direction = /[\u202a-\u202e\u2066-\u2069]/;
/** A flag of a region (England, Scotland, Wales) is written with tags behind a black flag. */
const flag = /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u;
/** In a text written from right to left the marks of direction have their use. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const any = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u00ad\u180e\ufeff\u{e0001}\u{e0020}-\u{e007f}]/u;

const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

export const hiddenCharacters = defineRule({
  id: 'safety/hidden-characters',
  since: '0.1.0',
  severity: everywhere('warning'),
  docs: {
    summary: 'Invisible characters: bidirectional overrides, zero-width marks, tags',
    why: 'A bidirectional override makes a command read differently from what it does; a zero-width character makes a copied name match nothing; tags carry text that only a model reads.',
    fix: 'Remove them; `--fix` does. Marks of direction in Hebrew or Arabic text are left alone.',
    sources: ['Boucher, Anderson: Trojan Source (2021), CVE-2021-42574', 'Unicode Technical Report 36'],
  },
  options: noOptions,
  examples: [
    { name: 'an override inside a command', document: '# Outage\n\nRun `rm \u202egpj.exe` twice.\n', findings: ['3:9-3:10 warning An invisible character (U+202E) changes the direction of the text'], fixed: '# Outage\n\nRun `rm gpj.exe` twice.\n' },
    { name: 'a zero-width space', document: '# Outage\n\nThe job nightly\u200b-export stopped.\n', findings: ['3:16-3:17 warning An invisible character (U+200B) stands in the text'], fixed: '# Outage\n\nThe job nightly-export stopped.\n' },
    { name: 'emoji, a flag and Arabic keep theirs', document: '# Outage\n\n\u{1f468}\u200d\u{1f4bb} \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} توقفت الخدمة\u200f مرتين\n', findings: [] },
  ],
  *check({ document: { text, lines } }): Iterable<RuleFinding> {
    if (!any.test(text)) return;
    for (const match of text.matchAll(hidden)) {
      const [character] = match;
      const start = match.index;
      if (flag.test(text.slice(Math.max(0, start - 32), start)) && character > '\u{e0000}') continue;
      const line = lines.source(start, start).line;
      if (!direction.test(character) && rightToLeft.test(text.slice(lines.lineStart(line), lines.lineEnd(line)))) continue;
      yield {
        source: lines.source(start, start + character.length),
        message: `An invisible character (${codeOf(character)}) ${direction.test(character) ? 'changes the direction of the text' : 'stands in the text'}`,
        suggestion: 'Remove it',
        fix: { description: `Remove ${codeOf(character)}`, edits: [{ start, end: start + character.length, text: '' }] },
      };
    }
  },
});
