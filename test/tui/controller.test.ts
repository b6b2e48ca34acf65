import { expect, test } from 'vitest';
import { loadEngine } from '../../src/document/engine.ts';
import { subjectOf } from '../../src/document/edit/open.ts';
import { journalLine, readJournal } from '../../src/editor/journal.ts';
import { textOf } from '../../src/editor/session.ts';
import { UserError } from '../../src/record/errors.ts';
import { openController } from '../../src/tui/controller.ts';

const TEXT = '# Orders failed\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 2026-04-24 23:50 | Deploy begins |\n';

test('where the disk is full it is said, the journal keeps the change, and a second q leaves', async () => {
  let journal = '';
  const left: boolean[] = [];
  const controller = openController(subjectOf('a.md', TEXT, await loadEngine()), {
    read: () => TEXT,
    save: () => {
      throw new UserError('cannot save: the disk is full');
    },
    journal: {
      append: (entry) => (journal += journalLine(entry)),
      restart: (text) => (journal = journalLine({ kind: 'open', path: '/a.md', text })),
    },
    check: async () => [],
    editAt: () => ({ kind: 'set-fact', fact: 'severity', value: 'SEV1' }),
    externalEditor: async (text) => text,
    left: null,
    forgetLeft: () => {},
    quit: (saved) => left.push(saved),
  });
  controller.key('a', 'a');
  for (const character of '0037 pager fires') controller.key(character, character);
  controller.key('return', '');
  expect(controller.state().message).toContain('the disk is full');
  expect(textOf(controller.state().session)).toContain('pager fires');
  expect(readJournal(journal)).toMatchObject({ base: TEXT, text: textOf(controller.state().session) });
  controller.key('q', 'q');
  expect(left).toEqual([]);
  controller.key('q', 'q');
  expect(left).toEqual([false]);
});
