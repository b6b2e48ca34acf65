import { array, assert, boolean, constantFrom, nat, property, string, tuple } from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { subjectOf } from '../../src/document/edit/open.ts';
import { planEdits } from '../../src/document/edit/plan-edit.ts';
import { journalLine, readJournal, type JournalEntry } from '../../src/editor/journal.ts';
import { mergeTexts } from '../../src/editor/merge.ts';
import { quickEntry } from '../../src/editor/quick-entry.ts';
import { openSession, perform as performWith, together, type Command, type Plan, type Session } from '../../src/editor/session.ts';
import { UserError } from '../../src/record/errors.ts';
import { sharedFolder } from '../shared.ts';
import { TEXT } from './orders-failed.ts';

const NOW = Date.parse('2026-04-25T01:10Z');
const engine = await loadEngine();
const plan: Plan = ({ text, edits }) => {
  const { document, record } = planEdits(subjectOf('a.md', text, engine), edits);
  return { text: document.text, record };
};
const open = (text: string): Session => openSession(plan({ text, edits: [] }));
const perform = (session: Session, command: Command): Session => performWith(session, command, plan);
const textOf = ({ text }: Session): string => text;
/** The session over what someone else saved. */
const takeIn = (session: Session, onDisk: string): { readonly session: Session; readonly conflicts: number } => {
  const { text, conflicts } = together(session, onDisk);
  return { session: perform(session, { kind: 'take-in', onDisk, text, label: 'others' }), conflicts };
};

const rewound = (session: Session): Session => {
  const back = perform(session, { kind: 'undo' });
  return back === session ? session : rewound(back);
};

const withEntry = (session: Session, line: string): Session => perform(session, { kind: 'edit', edits: [{ kind: 'add-entry', entry: quickEntry(session.record, line, NOW) }], label: 'edit' });

describe('a session', () => {
  test('makes edits, takes them back and makes them again', () => {
    const opened = open(TEXT);
    const entry = perform(opened, { kind: 'edit', edits: [{ kind: 'add-entry', entry: quickEntry(opened.record, '0037 pager fires', NOW) }], label: 'edit' });
    expect(entry.record.timeline.map(({ wall, text }) => [wall, text])).toEqual([['2026-04-24T23:50', 'Deploy begins'], ['2026-04-25T00:37', 'pager fires']]);
    const both = perform(entry, { kind: 'edit', edits: [{ kind: 'set-action', index: 0, field: 'owner', value: '@li' }], label: 'edit' });
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
    expect(() => quickEntry(open(TEXT).record, line, NOW)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });

  test.each([
    ['0037 pager fires', '2026-04-25T00:37'],
    ['23:55 pager fires', '2026-04-24T23:55'],
    ['now pager fires', '2026-04-25T01:10'],
    ['20 minutes ago, pager fires', '2026-04-25T00:50'],
    ['an hour ago: pager fires', '2026-04-25T00:10'],
    ['yesterday 23:52 pager fires', '2026-04-24T23:52'],
    ['yesterday at 16:52 PT pager fires', '2026-04-24T23:52'],
    ['2026-04-25 02:37 CEST pager fires', '2026-04-25T00:37'],
  ])('%s: means %s', (line, time) => {
    expect(quickEntry(open(TEXT).record, line, NOW)).toEqual({ time, event: 'pager fires' });
  });

  test('the first time of a timeline is the last that clocks showed', () => {
    const { record } = open('# Orders failed\n');
    expect(quickEntry(record, '0037 pager fires', NOW).time).toBe('2026-04-25T00:37');
    expect(quickEntry(record, '2350 deploy begins', NOW).time).toBe('2026-04-24T23:50');
  });

  test('two sessions on one file lose nothing of either', () => {
    const first = withEntry(open(TEXT), '2355 first responder pages the database team');
    const { session, conflicts } = takeIn(withEntry(open(TEXT), '2358 second responder drains the pool'), textOf(first));
    expect(conflicts).toBe(0);
    expect(session.record.timeline.map(({ text }) => text)).toEqual(['Deploy begins', 'first responder pages the database team', 'second responder drains the pool']);
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
    expect(mergeTexts('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n')).toEqual({ text: "a\n<<<<<<< yours\nmine\n\n=======\ntheirs\n>>>>>>> the file's\nc\n", conflicts: 1 });
  });

  test('takes changes of different places from both sides', () => {
    expect(mergeTexts('a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n')).toEqual({ text: 'A\nb\nc\nD\n', conflicts: 0 });
  });
});

describe('a change by others', () => {
  const other = TEXT.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n');

  test('stays when the writer takes back an own change', () => {
    const { session } = takeIn(withEntry(open(TEXT), '0037 pager fires'), other);
    const back = perform(session, { kind: 'undo' });
    expect(textOf(back)).toBe(other);
    expect(textOf(perform(back, { kind: 'redo' }))).toBe(textOf(session));
    expect(perform(back, { kind: 'undo' })).toBe(back);
  });

  test('stays under several own changes, before and after it', () => {
    const before = withEntry(withEntry(open(TEXT), '0037 pager fires'), '0041 on-call joins');
    const after = withEntry(takeIn(before, other).session, '0048 rolled back');
    const again = takeIn(after, other.replace('for 41 minutes', 'for 58 minutes'));
    expect(textOf(rewound(again.session))).toBe(other.replace('for 41 minutes', 'for 58 minutes'));
  });

  test('leaves what was taken back to be made again, all of it, wherever the change fell between', () => {
    assert(property(nat(3), nat(3), nat(3), (edits, first, second) => {
      const lines = ['0037 pager fires', '0041 on-call joins', '0048 rolled back', '0058 all clear'].slice(0, edits + 1);
      let session = lines.reduce(withEntry, open(TEXT));
      const saved = textOf(session);
      session = { ...session, base: saved };
      const undo = (times: number): void => {
        for (let time = 0; time < times; time++) session = perform(session, { kind: 'undo' });
      };
      undo(first);
      session = takeIn(session, saved.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n')).session;
      undo(second);
      session = takeIn(session, session.base.replace('@mira-holt', '@li-wen')).session;
      for (const _ of lines) session = perform(session, { kind: 'redo' });
      expect(textOf(session)).toBe(saved.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n').replace('@mira-holt', '@li-wen'));
      expect(textOf(rewound(session))).toBe(TEXT.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n').replace('@mira-holt', '@li-wen'));
    }), { numRuns: 25 });
  });

  test('of the same lines keeps what was taken back from being made again, and says so', () => {
    const own = perform(open(TEXT), { kind: 'edit', edits: [{ kind: 'set-section', name: 'summary', markdown: 'Orders failed everywhere.' }], label: 'edit' });
    const session = takeIn(perform(own, { kind: 'undo' }), TEXT.replace('Orders failed.\n', 'Orders failed in the EU.\n')).session;
    expect(() => perform(session, { kind: 'redo' })).toThrow('cannot be made again: others changed the same lines');
    expect(perform(session, { kind: 'undo' })).toBe(session);
  });

  test('of the same lines keeps an own change from being taken back, and says so', () => {
    const own = perform(open(TEXT), { kind: 'edit', edits: [{ kind: 'set-section', name: 'summary', markdown: 'Orders failed everywhere.' }], label: 'edit' });
    const session = takeIn({ ...own, base: textOf(own) }, textOf(own).replace('everywhere', 'in the EU')).session;
    expect(() => perform(session, { kind: 'undo' })).toThrow('cannot be taken back: others changed the same lines');
  });
});

const table = (...rows: readonly string[]): string => `| ID | Action | Owner |\n|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}`;

describe('a conflict', () => {
  const FRONT = '---\ntitle: Orders failed\nseverity: SEV3\ntrigger:\n  change: deploy\n---\n\n# Orders failed\n';

  test('in the front matter keeps one value, and the other as a comment', () => {
    const merged = mergeTexts(FRONT, FRONT.replace('SEV3', 'SEV1'), FRONT.replace('SEV3', 'SEV2'));
    expect(merged).toEqual({ text: FRONT.replace('severity: SEV3\n', 'severity: SEV1\n# the file said: severity: SEV2\n'), conflicts: 1 });
  });

  test('of a key that both added gives no key twice', () => {
    const added = (value: string): string => FRONT.replace('trigger:', `status: ${value}\ntrigger:`);
    expect(mergeTexts(FRONT, added('draft'), added('review')).text).toBe(added('draft').replace('status: draft\n', 'status: draft\n# the file said: status: review\n'));
  });

  test.each(['+++', '---'])('never leaves a front matter that cannot be read (%s)', (fence) => {
    const [colon, open] = fence === '---' ? [':', FRONT] : [' =', FRONT];
    const keys = ['title', 'severity', 'status', 'services', 'trigger', 'tags'];
    const facts = array(tuple(constantFrom(...keys), constantFrom('"a"', '"b"', '["c", "d"]')), { maxLength: 6 }).map((pairs) => [...new Map(pairs)].map(([key, value]) => `${key}${colon} ${value}\n`).join(''));
    const withFacts = (text: string): string => `${fence}\n${text}${fence}\n${open.slice(open.indexOf('\n\n'))}`;
    assert(property(facts, facts, facts, (base, mine, theirs) => {
      const { record } = plan({ text: mergeTexts(withFacts(base), withFacts(mine), withFacts(theirs)).text, edits: [] });
      expect(record.problems.filter(({ kind }) => kind === 'front-matter-syntax')).toEqual([]);
    }));
  });

  test('in a row of a table leaves a table: other cells are merged, the same cell gives both rows', () => {
    const base = table('| AI-1 | Alert | |');
    expect(mergeTexts(base, table('| AI-1 | Alert | @mira |'), table('| AI-1 | Alert on the pool | |'))).toEqual({ text: table('| AI-1 | Alert on the pool | @mira |'), conflicts: 0 });
    expect(mergeTexts(base, table('| AI-1 | Alert | @mira |'), table('| AI-1 | Alert | @li |'))).toEqual({ text: table('| AI-1 | Alert | @mira |', '| AI-1 | Alert | @li |'), conflicts: 1 });
  });

  test('in prose makes no heading of what stands above the marks', () => {
    const { text } = mergeTexts(TEXT, TEXT.replace('Orders failed.\n', 'Mine.\n'), TEXT.replace('Orders failed.\n', 'Theirs.\n'));
    expect(plan({ text, edits: [] }).record.sections.map(({ name }) => name)).toEqual(open(TEXT).record.sections.map(({ name }) => name));
  });
});

describe('a journal', () => {
  const question = { kind: 'add', part: 'timeline', row: null } as const;
  const entries: JournalEntry[] = [
    { kind: 'open', path: '/a.md', text: 'one\n' },
    { kind: 'step', start: 4, removed: '', inserted: 'two\n', label: 'add' },
    { kind: 'draft', question, answers: [], text: '0037 pager' },
    { kind: 'type', start: 10, removed: '', inserted: ' fi' },
  ];
  const whole = entries.map(journalLine).join('');

  test('gives back the text and what was being typed', () => {
    expect(readJournal(whole)).toEqual({ base: 'one\n', text: 'one\ntwo\n', drafts: [{ question, answers: [], text: '0037 pager fi' }] });
  });

  test('forgets what was answered, and keeps the other drafts', () => {
    const other: JournalEntry = { kind: 'draft', question: { kind: 'set' }, answers: [], text: 'severity' };
    const dropped: JournalEntry = { kind: 'dropped', question };
    expect(readJournal([...entries, other, dropped].map(journalLine).join(''))?.drafts).toEqual([{ question: { kind: 'set' }, answers: [], text: 'severity' }]);
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
        session = perform(session, { kind: 'edit', edits: [edit], label: 'edit' });
        edited += 1;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
    expect({ file, text: textOf(rewound(session)) }).toEqual({ file, text: original });
  }
  expect(edited).toBeGreaterThan(files.length);
}, 120_000);

test.skipIf(corpus === null)('changing one fact of a real document touches its lines only', () => {
  const files = readdirSync(corpus ?? '', { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:md|qmd|erb)$/.test(path) && !path.startsWith('truth'));
  let changed = 0;
  const wrong: string[] = [];
  for (const file of files) {
    const opened = open(readFileSync(join(corpus ?? '', file), 'utf8'));
    const { severity } = opened.record;
    const value = severity?.value === 'SEV1' ? 'SEV2' : 'SEV1';
    try {
      const { done } = perform(opened, { kind: 'edit', edits: [{ kind: 'set-fact', fact: 'severity', value }], label: 'severity' });
      const step = done?.step;
      const lines = opened.text.slice(0, step?.start).split('\n').length;
      // A fact that the document did not state is a line more; one that it states changes where it stands.
      const fits = severity === null ? step?.removed === '' : lines === severity.source.line && step?.removed.includes('\n') === false;
      if (!fits) wrong.push(file);
      changed += 1;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  expect(wrong).toEqual([]);
  expect(changed).toBeGreaterThan(files.length / 2);
}, 120_000);
