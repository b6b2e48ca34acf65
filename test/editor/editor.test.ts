import { array, assert, boolean, constantFrom, nat, property, string } from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { subjectOf } from '../../src/document/edit/open.ts';
import { journalLine, readJournal, stepEntry, type JournalEntry } from '../../src/editor/journal.ts';
import { mergeTexts } from '../../src/editor/merge.ts';
import { quickEntry } from '../../src/editor/quick-entry.ts';
import { openSession, perform, takeIn, textOf, type Session } from '../../src/editor/session.ts';
import { UserError } from '../../src/record/errors.ts';
import { sharedFolder } from '../shared.ts';
import { TEXT } from './orders-failed.ts';

const engine = await loadEngine();
const open = (text: string): Session => openSession(subjectOf('a.md', text, engine));

const rewound = (session: Session): Session => (session.done === null ? session : rewound(perform(session, { kind: 'undo' })));

const withEntry = (session: Session, line: string): Session => perform(session, { kind: 'edit', edits: [{ kind: 'add-entry', entry: quickEntry(session.subject.record, line) }] });

describe('a session', () => {
  test('makes edits, takes them back and makes them again', () => {
    const opened = open(TEXT);
    const entry = perform(opened, { kind: 'edit', edits: [{ kind: 'add-entry', entry: quickEntry(opened.subject.record, '0037 pager fires') }] });
    expect(entry.subject.record.timeline.map(({ wall, text }) => [wall, text])).toEqual([['2026-04-24T23:50', 'Deploy begins'], ['2026-04-25T00:37', 'pager fires']]);
    const both = perform(entry, { kind: 'edit', edits: [{ kind: 'set-action', index: 0, field: 'owner', value: '@li' }] });
    const back = rewound(both);
    expect(textOf(back)).toBe(TEXT);
    expect(textOf(perform(perform(back, { kind: 'redo' }), { kind: 'redo' }))).toBe(textOf(both));
  });

  test('has nothing to redo after a new change, and nothing to undo at the start', () => {
    const opened = open(TEXT);
    expect(perform(opened, { kind: 'undo' })).toBe(opened);
    const undone = perform(perform(opened, { kind: 'replace', text: `${TEXT}a\n`, label: 'a' }), { kind: 'undo' });
    const other = perform(undone, { kind: 'replace', text: `${TEXT}b\n`, label: 'b' });
    expect(perform(other, { kind: 'redo' })).toBe(other);
  });

  test.each(['pager fires', '0037', '2561 pager fires', ''])('a line that is no entry is refused: %j', (line) => {
    expect(() => quickEntry(open(TEXT).subject.record, line)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });

  test('two sessions on one file lose nothing of either', () => {
    const first = withEntry(open(TEXT), '2355 first responder pages the database team');
    const { session, conflicts } = takeIn(withEntry(open(TEXT), '2358 second responder drains the pool'), textOf(first));
    expect(conflicts).toBe(0);
    expect(session.subject.record.timeline.map(({ text }) => text)).toEqual(['Deploy begins', 'first responder pages the database team', 'second responder drains the pool']);
    expect(session.base).toBe(textOf(first));
  });
});

const line = constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\n');
const text = array(line, { maxLength: 12 }).map((lines) => lines.join(''));

describe('a merge', () => {
  test('takes what one side changed', () =>
    assert(property(text, text, (base, changed) => {
      expect(mergeTexts(base, base, changed)).toEqual({ text: changed, conflicts: 0 });
      expect(mergeTexts(base, changed, base)).toEqual({ text: changed, conflicts: 0 });
      expect(mergeTexts(base, changed, changed)).toEqual({ text: changed, conflicts: 0 });
    })));

  test('keeps every line that either side added', () =>
    assert(property(text, nat(12), nat(12), boolean(), (base, mineAt, theirsAt, change) => {
      const insert = (at: number, added: string): string => {
        const lines = base.split(/(?<=\n)/);
        return lines.toSpliced(at, change ? 2 : 0, added).join('');
      };
      const merged = mergeTexts(base, insert(mineAt, 'mine\n'), insert(theirsAt, 'theirs\n')).text;
      expect(merged).toContain('mine\n');
      expect(merged).toContain('theirs\n');
    })));

  test('marks what both changed, and keeps both', () => {
    expect(mergeTexts('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n')).toEqual({ text: "a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> the file's\nc\n", conflicts: 1 });
  });

  test('takes changes of different places from both sides', () => {
    expect(mergeTexts('a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n')).toEqual({ text: 'A\nb\nc\nD\n', conflicts: 0 });
  });
});

describe('a journal', () => {
  const entries: JournalEntry[] = [
    { kind: 'open', path: '/a.md', text: 'one\n' },
    stepEntry({ start: 4, removed: '', inserted: 'two\n', label: 'add' }),
    { kind: 'typing', label: 'entry', text: '0037 pager fi' },
  ];
  const whole = entries.map(journalLine).join('');

  test('gives back the text and what was being typed', () => {
    expect(readJournal(whole)).toEqual({ base: 'one\n', text: 'one\ntwo\n', typing: { label: 'entry', text: '0037 pager fi' } });
  });

  test('cut off anywhere, gives what its whole lines tell', () => {
    for (let length = 0; length < whole.length; length++) {
      const recovered = readJournal(whole.slice(0, length));
      const lines = whole.slice(0, length).split('\n').length - 1;
      // The last line may be whole without its line feed.
      expect(lines < 2 ? [undefined, 'one\ntwo\n'] : ['one\ntwo\n']).toContain(recovered?.text);
    }
  });

  test('says nothing where nothing changed, and never throws', () => {
    expect(readJournal(journalLine({ kind: 'open', path: '/a.md', text: 'one\n' }))).toBeNull();
    assert(property(string(), (content) => {
      readJournal(content);
    }));
    expect(readJournal(whole.replace('two', 'tow'))).toBeNull();
  });
});

const corpus = sharedFolder('corpus');

test.skipIf(corpus === null)('editing real documents and undoing everything leaves them byte-identical', () => {
  const files = readdirSync(corpus ?? '', { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:md|qmd|erb)$/.test(path) && !path.startsWith('truth'));
  expect(files.length).toBeGreaterThan(100);
  let edited = 0;
  for (const file of files) {
    const original = readFileSync(join(corpus ?? '', file), 'utf8');
    let session = open(original);
    const edits = [
      { kind: 'set-fact', fact: 'severity', value: 'SEV1' },
      { kind: 'set-section', name: 'summary', markdown: 'Orders failed for 41 minutes.' },
      { kind: 'add-action', item: { title: 'Alert on the pool' } },
    ] as const;
    for (const edit of edits) {
      try {
        session = perform(session, { kind: 'edit', edits: [edit] });
        edited += 1;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
    expect({ file, text: textOf(rewound(session)) }).toEqual({ file, text: original });
  }
  expect(edited).toBeGreaterThan(files.length);
}, 120_000);
