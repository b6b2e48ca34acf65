import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryRepository } from '../temporary.ts';
import { openScreen, until, type Screen } from './terminal.ts';

const ENTER = '\r';
const ESCAPE = '\u001b';
const DOWN = '\u001b[B';
const CTRL_K = '\u000b';
const CTRL_U = '\u0015';
const CTRL_S = '\u0013';

const PROGRAM = join(import.meta.dirname, '../../bin/postmortem.js');

const REPOSITORY = {
  'postmortem.config.yaml': 'documents: ["postmortems/**/*.md"]\nseverities: [SEV1, SEV2, SEV3]\ntimezone: UTC\nowners:\n  codeowners: .github/CODEOWNERS\n',
  '.github/CODEOWNERS': '* @tove-lind @mira-holt\n/alerts @sre-on-call\n',
  'alerts/assistant.yml': `groups:
  - name: assistant
    rules:
      - alert: ToolCallsUnparsable
        expr: tool_call_parse_error_ratio > 0.05
        for: 5m
        labels: {severity: page}
        annotations: {summary: Tool calls cannot be parsed}
`,
  'postmortems/.keep': '',
};

/** A person at the keyboard: each method waits for what it asks to be on the screen, and for the file to hold what it wrote. */
const writerAt = (screen: Screen, file: () => string) => {
  const holds = (text: string): Promise<void> => until(() => file().includes(text), () => `no "${text}" in\n${file()}\n${screen.text()}`);
  const asked = async (label: string, answer: string): Promise<void> => {
    await screen.shows(`${label}: `);
    screen.type(answer);
    if (answer !== '') await screen.shows(answer.slice(-20));
    screen.type(ENTER);
  };
  const calm = (): Promise<void> => until(() => !screen.text().includes('writing…'), screen.text);
  /** The label of the selected field, which stands in the second column of the screen. */
  const selected = (): string => /▸ (\S.*?) {2,}/.exec(screen.text().split('\n').map((line) => line.slice(20)).join('\n'))?.[1] ?? '';
  /** Fills fields of the selected row, by their labels. */
  const form = async (...fields: readonly (readonly [label: string, value: string])[]): Promise<void> => {
    screen.type(ENTER);
    await screen.shows('escape back');
    for (const [label, value] of fields) {
      for (let at = selected(); at !== label; at = selected()) {
        screen.type(DOWN);
        await until(() => selected() !== at, screen.text);
      }
      screen.type(ENTER);
      await screen.shows(`${label}: `);
      screen.type(CTRL_U);
      await asked(label, value);
      await screen.shows('escape back');
      await calm();
    }
    screen.type(ESCAPE);
    await until(() => !screen.text().includes('escape back'), screen.text);
  };
  return {
    holds,
    asked,
    goTo: async (part: string): Promise<void> => {
      screen.type(CTRL_K);
      await screen.shows('find: ');
      screen.type(`go to ${part}`);
      await screen.shows(`▸ go to ${part}`);
      screen.type(ENTER);
      await screen.shows(`─ ${part} ─`);
    },
    fact: async (path: string, value: string): Promise<void> => {
      screen.type(':');
      await asked('set', `${path} ${value}`);
      await holds(value.split(',')[0] ?? value);
      await calm();
    },
    prose: async (text: string): Promise<void> => {
      screen.type(ENTER);
      await screen.shows('ctrl-s done');
      screen.type(`\u001b[200~${text}\u001b[201~`);
      await screen.shows(text.slice(-20));
      screen.type(CTRL_S);
      await holds(text);
    },
    entry: async (line: string, milestone: string, actor: string, evidence: string): Promise<void> => {
      screen.type('a');
      await asked('entry', line);
      await holds(line.slice(5));
      // The next entry is asked for at once.
      await until(() => /entry: *$/m.test(screen.text()), screen.text);
      screen.type(ESCAPE);
      await until(() => !screen.text().includes('entry: '), screen.text);
      await form(['milestone', milestone], ['actor', actor], ['evidence', evidence]);
    },
    /** Answers each step of a question that has several. */
    steps: async (labels: readonly string[], answers: readonly string[]): Promise<void> => {
      for (const [index, label] of labels.entries()) await asked(`${label} ${index + 1}/${labels.length}`, answers[index] ?? '');
      await calm();
    },
    form,
  };
};

const LINK = '[spans](https://traces.example.com/q/served-model)';

test('a whole SEV1 post-mortem of an LLM incident is written from nothing, and passes the check as final', async () => {
  const folder = temporaryRepository(REPOSITORY);
  const screen = openScreen(folder, ['new', '--template', 'llm'], { columns: 120, rows: 40 });
  const file = (): string => {
    const name = readdirSync(join(folder, 'postmortems')).find((path) => path.endsWith('.md'));
    return name === undefined ? '' : readFileSync(join(folder, 'postmortems', name), 'utf8');
  };
  const writer = writerAt(screen, file);
  await writer.asked('What happened, in one line?', 'The support assistant answered in broken JSON for six hours');
  await writer.asked('How bad is it?', 'SEV1');
  await writer.asked('When did it begin?', '2026-05-03 09:12');
  await screen.shows('Impact begins');

  await writer.form(['event', 'Served model changes from sorrel-large-0601 to sorrel-large-0905 under one alias'], ['actor', 'automation'], ['evidence', LINK]);
  await writer.holds('| 2026-05-03 09:12 | started | Served model changes');
  await writer.entry('1140 A customer reports that the assistant refuses to change an address', 'detected', 'customer', '[ticket](https://tickets.example.com/SUP-20411)');
  await writer.entry('1152 On-call looks at the traces', 'acknowledged', 'human', '[channel](https://chat.example.com/inc-1243)');
  await writer.entry('1448 Unparsable tool calls are 23 % with the new snapshot and 0.2 % with the old', 'identified', 'human', LINK);
  await writer.entry('1505 Pin the old snapshot rather than loosen the parser', 'rollback-decided', 'human', '[channel](https://chat.example.com/inc-1243)');
  await writer.entry('1521 Configuration with the pinned snapshot released', 'rollback-started', 'human', LINK);
  await writer.entry('1523 All regions serve sorrel-large-0601', 'rollback-completed', 'automation', LINK);
  await writer.entry('1524 Tool calls parse again', 'mitigated', 'automation', LINK);
  await writer.entry('1700 Watched over one busy hour', 'resolved', 'human', '[channel](https://chat.example.com/inc-1243)');
  await screen.shows('undetected 2h 28m');

  await writer.goTo('Summary');
  await writer.prose('The assistant asked for an alias. At 09:12 UTC the provider moved it to a newer snapshot,\nwhich fences its answers. 23 % of the tool calls could not be parsed, until the old snapshot was pinned.');
  await writer.goTo('Impact');
  await writer.prose('4,410 of 19,180 conversations (23 %) ended in an apology instead of an order change. Nobody was charged wrongly.');
  await writer.goTo('Detection');
  await writer.prose('A customer wrote at 11:40. The nightly evaluation was green: it runs against a pinned snapshot.');
  await writer.goTo('Root cause');
  await writer.prose('Production asked for a model by an alias, so that the provider decided when the served snapshot changed (`sorrel-large-0601` to `sorrel-large-0905`). → AI-1');
  await writer.goTo('What went well');
  await writer.prose('- Spans carry the requested and the served model.');
  await writer.goTo('What went poorly');
  await writer.prose('- For an hour the team compared prompts.');
  await writer.goTo('Where we got lucky');
  await writer.prose('- The parser rejected the fenced calls.');
  await writer.goTo('Lessons learned');
  await writer.prose('- An alias is a deployment that somebody else starts.');
  await writer.goTo('Supporting material');
  await writer.prose('- [Traces of the day](https://traces.example.com/q/day)');

  await writer.goTo('Signals');
  screen.type('a');
  await writer.steps(['metric', 'normal', 'incident', 'unit', 'from', 'to', 'source'], ['tool_call_parse_error_ratio', '0.002', '0.23', 'ratio', '2026-05-03 09:12', '2026-05-03 15:24', LINK]);
  await writer.holds('| tool_call_parse_error_ratio | 0.002 | 0.23 |');

  await writer.goTo('Actions');
  for (const [title, type, priority] of [
    ['Refuse configurations that name a model by an alias @tove-lind 2026-05-11', 'prevent', 'P0'],
    ['Run the tool-call evaluation on the configuration that is about to be released @mira-holt 2026-05-18', 'prevent', 'P1'],
    ['Page when more than 5 % of tool calls cannot be parsed @sre-on-call 2026-05-11', 'detect', 'P1'],
    ['Record the version of the retrieval index in every span @mira-holt 2026-06-01', 'detect', 'P2'],
    ['Release a model pin in under five minutes @tove-lind 2026-06-01', 'mitigate', 'P2'],
  ] as const) {
    screen.type('a');
    await writer.asked('action', title);
    await writer.holds(title.slice(0, -24).slice(0, 40));
    await writer.form(['type', type], ['priority', priority], ['status', 'done'], ['ticket', '[AST-301](https://tickets.example.com/AST-301)']);
  }
  screen.type(`g${DOWN}${DOWN}`);
  await screen.shows('▸ AI-3');
  screen.type('w');
  await screen.shows('fires');
  expect(screen.text()).toContain('alerts/assistant.yml#assistant/ToolCallsUnparsable');
  screen.type(ENTER);
  await writer.holds('`alerts/assistant.yml#assistant/ToolCallsUnparsable` replay: tool_call_parse_error_ratio');

  await writer.goTo('Variables');
  const unchanged = (value: string) => [['moved', 'unchanged'], ['before', value], ['during', value], ['evidence', LINK]] as const;
  const variables = [
    unchanged('`assistant-tools` v31, sha256 5d1f'),
    [['moved', 'changed'], ['before', 'requested `sorrel-large`, served `sorrel-large-0601`'], ['during', 'requested `sorrel-large`, served `sorrel-large-0905`'], ['changed at', '2026-05-03 09:12'], ['evidence', LINK]],
    unchanged('`tool-success` v4, rubric 2026-02, threshold 0.95, did not fire'),
    [['moved', 'unknown'], ['reason', 'no version is logged → AI-4']],
    unchanged('`orders-tools` 2.3.0, sha256 90ab'),
    unchanged('address changes 31 %, refunds 22 %, other 47 %'),
    unchanged('temperature 0.2, explicit'),
    unchanged('`pii-block` v7, block rate 0.4 %'),
    unchanged('truncation at 24k tokens'),
    unchanged('assistant 4.18.2'),
  ] as const;
  for (const fields of variables) {
    await writer.form(...fields);
    screen.type(DOWN);
  }

  for (const [label, value] of [
    ['failure', 'tool calls that cannot be parsed'], ['kind', 'error'], ['before', '37 of 12,400 conversations (0.3 %)'], ['during', '4,410 of 19,180 conversations (23 %)'], ['window', '6 h on either side of 09:12'], ['judge-free', 'n/a: errors'],
    ['explained by', 'Model'], ['confidence', 'known'], ['confirmed by', 'rollback: 0.2 % with the old snapshot'],
  ] as const) {
    screen.type(ENTER);
    await writer.asked(label, value);
    await writer.holds(value);
    screen.type(DOWN);
  }
  // No agent acted: its section goes with its help.
  screen.type('d');
  await until(() => !file().includes('## Agent'), file);

  await writer.goTo('Factors');
  for (const factor of [
    '**The evaluation did not run on what production used.** It was pinned; production was not. → AI-2',
    '**Nothing alerted on unparsable tool calls.** A failed parse ended in a polite apology. → AI-3',
    '**The index version is logged nowhere.** It cost an hour to rule out the retrieval. → AI-4',
  ]) {
    screen.type('a');
    await writer.asked('factor', factor);
    await writer.holds(factor);
  }

  await writer.goTo('Five whys');
  const WHY = ['why', 'because', 'evidence', 'enough: answered by'];
  screen.type('a');
  await writer.steps(WHY, ['Why did conversations end in an apology', '23 % of the tool calls could not be parsed.', LINK, '']);
  await writer.steps(WHY, ['Why could they not be parsed', 'The new snapshot fences JSON, which the parser did not expect.', '', '']);
  await writer.steps(WHY, ['Why did a new snapshot serve production', "The alias follows the provider's default.", '', 'AI-1']);
  await writer.holds('→ AI-1');
  screen.type('b');
  await writer.steps(WHY, ['Why did the evaluation not see it', 'It runs on a pinned snapshot.', '', 'AI-2']);
  await writer.holds('It runs on a pinned snapshot. → AI-2');

  await writer.goTo('Decisions');
  screen.type('a');
  await writer.steps(['chosen', 'rejected', 'decision'], ['Request snapshots by their full name and move them by pull request (AI-1)', 'Accept fenced JSON in the parser: it would have hidden this change', '']);
  await writer.holds('- Rejected: Accept fenced JSON');

  for (const [path, value] of [
    ['services', 'support-assistant'], ['environments', 'prod'], ['authors', '@tove-lind'], ['reviewers', '@mira-holt'], ['detected_by', 'customer'], ['trigger.change', 'model'],
    ['trigger.actor', 'automation'], ['trigger.ref', 'https://status.example.com/changes/2026-05-03'], ['links.incident', 'INC-1243'], ['status', 'final'],
  ] as const) await writer.fact(path, value);
  await until(() => screen.text().includes('Findings 0'), () => `${screen.text()}\n${file()}`);
  screen.type('v');
  await screen.shows('what this session changed');
  await screen.shows('+status: final');
  screen.type(ESCAPE);
  await screen.shows('▸ Decisions');
  screen.type('q');
  expect(await screen.ended).toBe(0);
  expect(file()).not.toContain('hint:');
  expect(execFileSync(process.execPath, [PROGRAM, 'check', 'postmortems'], { cwd: folder, encoding: 'utf8' })).toContain('no findings in 1 document');
}, 240_000);
