import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { makeIncident } from '../traces/scenarios.ts';
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
