import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readText } from '../../src/document/read-record.ts';
import { variableOf } from '../../src/traces/attribution/attribute.ts';
import type { MovedReport } from '../../src/traces/report.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { makeIncident, SCENARIOS } from '../traces/scenarios.ts';
import { linesOf } from '../traces/spans.ts';

const incident = makeIncident('canary-share', 2, 30);
const lines = [...linesOf(incident)].join('\n');
const onset = new Date(incident.onset).toISOString();

const moved = async (args: readonly string[], extra: Parameters<typeof fakeHost>[1] = {}): Promise<{ code: number; out: string; err: string }> => {
  const { host, stdout, stderr } = fakeHost(temporaryFolder({ 'traces.jsonl': lines }), extra);
  return { code: await main(host, ['moved', ...args]), out: stdout(), err: stderr() };
};

const reportOf = async (...args: string[]): Promise<unknown> => JSON.parse((await moved([...args, '--format', 'json'])).out);

test('names the variable that moved', async () => {
  expect(await reportOf('traces.jsonl', '--onset', onset)).toMatchObject({ conversations: incident.samples.length, verdict: { kind: 'explained', groups: [[expect.stringContaining(incident.causes[0] ?? '')]] } });
});

test('says the same through DuckDB', async () => {
  expect(await reportOf('traces.jsonl', '--onset', onset, '--store', 'duckdb')).toEqual(await reportOf('traces.jsonl', '--onset', onset, '--store', 'memory'));
});

test('shows logged changes beside the variables, and what their nearness is worth', async () => {
  const [cause = ''] = incident.causes;
  const log = [-300, -3, 40].map((minutes) => JSON.stringify({ timestamp: new Date(incident.onset + minutes * 60_000).toISOString(), service: 'assistant', message: minutes === -3 ? `New ${cause}` : 'Tidy' })).join('\n');
  const files = { 'traces.jsonl': lines, 'deploys.jsonl': log };
  const { host, stdout } = fakeHost(temporaryFolder(files));
  expect(await main(host, ['moved', 'traces.jsonl', '--onset', onset, '--changes', 'deploys.jsonl'])).toBe(0);
  expect(stdout()).toContain(`Of 3 logged changes the last before the onset is "assistant: New ${cause}" (3 min before the onset); with so many, one comes as near by chance in 0.6 % of cases`);
  const json = fakeHost(temporaryFolder(files));
  await main(json.host, ['moved', 'traces.jsonl', '--onset', onset, '--changes', 'deploys.jsonl', '--format', 'json']);
  expect(JSON.parse(json.stdout())).toMatchObject({ changes: { count: 3 }, variables: expect.arrayContaining([expect.objectContaining({ key: cause, named: true, change: expect.objectContaining({ lagMinutes: 3 }) })]) });
});

test('says where the log of changes is missing', async () => {
  expect(await moved(['traces.jsonl', '--onset', onset, '--changes', 'none.jsonl'])).toMatchObject({ code: 2, err: expect.stringContaining('--changes') });
});

test('shows on a terminal how far it is, once a second has passed, and wipes it', async () => {
  let time = 0;
  const { err } = await moved(['traces.jsonl', '--onset', onset], { terminal: { columns: 80 }, now: () => (time += 600) });
  expect(err).toContain('1/1 files, ');
  expect(err.endsWith('\r\u001b[2K')).toBe(true);
});

test('asks for a time where a database is asked', async () => {
  expect(await moved(['--source', 'clickhouse://reader:s3cret@127.0.0.1:1/otel'])).toMatchObject({ code: 2, err: expect.stringContaining('--onset') });
});

test('says that a database cannot be reached, without its password', async () => {
  const { code, err } = await moved(['--source', 'clickhouse://reader:s3cret@127.0.0.1:1/otel', '--onset', onset]);
  expect(code).toBe(2);
  expect(err).toContain('the database did not answer');
  expect(err).not.toContain('s3cret');
});

const DOCUMENT = '---\npostmortem: 1\nstatus: draft\n---\n\n# Answers fail\n\n## LLM variables\n\n| Variable | Before | During | Moved |\n|---|---|---|---|\n| Prompt revision | v3 | v3 | no |\n\n## Root cause\n\nNot known yet.\n';

const write = async (traces: string, document: string, ...args: string[]) => {
  const folder = temporaryFolder({ 'traces.jsonl': traces, 'incident.md': document });
  const { host, stderr } = fakeHost(folder);
  expect([await main(host, ['moved', 'traces.jsonl', '--write', 'incident.md', ...args]), stderr()]).toEqual([0, '']);
  const text = readFileSync(join(folder, 'incident.md'), 'utf8');
  return { text, record: readText('incident.md', text, remarkEngine).record };
};

/** What a report says, as a record has it. */
const verdictOf = ({ verdict }: MovedReport): object | null => {
  switch (verdict.kind) {
    case 'no-rise': return null;
    case 'unexplained': return { explainedBy: [], otherwise: 'nothing-recorded', confirmedBy: null };
    case 'explained': return { explainedBy: verdict.groups.map((group) => expect.toSatisfy((keys: readonly string[]) => keys.toSorted().join(' ') === [...new Set(group.map(variableOf))].toSorted().join(' '))), otherwise: verdict.unexplained ? 'nothing-recorded' : null, confirmedBy: 'none' };
  }
};

describe('--write', () => {

  test.each(SCENARIOS)('%s: outcome and verdict read back as the report has them', async (scenario) => {
    const made = makeIncident(scenario, 5, 30);
    const traces = [...linesOf(made)].join('\n');
    const time = new Date(made.onset).toISOString();
    const { host, stdout } = fakeHost(temporaryFolder({ 'traces.jsonl': traces }));
    await main(host, ['moved', 'traces.jsonl', '--onset', time, '--format', 'json']);
    const report = JSON.parse(stdout()) as MovedReport;
    const { record } = await write(traces, DOCUMENT, '--onset', time);
    expect(record.outcome).toMatchObject({
      failure: 'conversations with error', kind: 'error',
      before: { rows: report.outcome.rowsBefore, share: expect.closeTo(report.outcome.before, 9) }, during: { rows: report.outcome.rowsAfter, share: expect.closeTo(report.outcome.after, 9) },
    });
    expect({ verdict: record.verdict }).toMatchObject({ verdict: verdictOf(report) });
    expect(record.variables).toHaveLength(10);
  });

  test('what a person wrote stays, byte for byte', async () => {
    const document = DOCUMENT.replace('## Root cause', '### Verdict\n\n- Explained by: nothing moved\n\n## Root cause');
    const { text, record } = await write(lines, document, '--onset', onset);
    expect(text).toContain('| Prompt revision | v3 | v3 | no |\n');
    expect(text).toContain('### Verdict\n\n- Explained by: nothing moved\n\n## Root cause\n\nNot known yet.\n');
    expect(record).toMatchObject({ outcome: { kind: 'error' }, verdict: { explainedBy: [], otherwise: 'nothing-moved', confidence: null } });
  });

  test('a second time writes nothing', async () => {
    const { text } = await write(lines, DOCUMENT, '--onset', onset);
    const folder = temporaryFolder({ 'traces.jsonl': lines, 'incident.md': text });
    const { host, stderr } = fakeHost(folder);
    expect(await main(host, ['moved', 'traces.jsonl', '--onset', onset, '--write', 'incident.md'])).toBe(0);
    expect(stderr()).toBe('incident.md already says so; nothing was written\n');
  });

  test('the table for pasting holds both', async () => {
    const { out } = await moved(['traces.jsonl', '--onset', onset, '--format', 'markdown']);
    const { record } = readText('pasted.md', `## LLM variables\n\n${out}`, remarkEngine);
    expect(record.variables).toHaveLength(10);
    expect(record).toMatchObject({ outcome: { kind: 'error', before: { failures: expect.any(Number) } }, verdict: { explainedBy: [incident.causes], confidence: 'likely' } });
  });
});
