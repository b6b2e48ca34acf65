// Prints how fast the built program reads a million spans (about 2 GB), against bare JSON.parse over the same lines in the same run, and what memory it
// takes; the same through DuckDB: `npm run bench:moved`, or `npm run bench:moved -- 100000` for fewer. Exit code 1 where a figure is over its limit.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { measure, report } from './measure.js';

const SPANS = Number(process.argv[2] ?? 1_000_000);
const program = resolve(import.meta.dirname, '../../bin/postmortem.js');
const work = mkdtempSync(join(tmpdir(), 'postmortem-bench-'));
const usageFile = join(work, 'usage.json');

/** Processor time and peak memory of a program, and what it printed. */
const used = (...args) => {
  const { stdout } = measure('node', ['--import', join(import.meta.dirname, 'usage.js'), ...args], { cwd: work, env: { ...process.env, BENCH_USAGE: usageFile } });
  return { ...JSON.parse(readFileSync(usageFile, 'utf8')), stdout };
};

const figures = ({ seconds, megabytes }) => `${seconds.toFixed(1)} s of processor time, ${megabytes.toFixed(0)} MB`;

const row = (what, value, limit, unit) => ({ what, value, limit, unit, good: value <= limit });

try {
  const generator = join(work, 'generator.mjs');
  await build({ entryPoints: [join(import.meta.dirname, 'trace-lines.ts')], bundle: true, platform: 'node', format: 'esm', outfile: generator, logLevel: 'error' });
  const { writeTraces } = await import(generator);
  const traces = join(work, 'traces.jsonl');
  const written = await writeTraces(traces, SPANS);
  const moved = (...args) => used(program, 'moved', traces, '--onset', written.onset, '--format', 'json', ...args);

  console.log(`node ${process.version}, ${written.spans} spans in ${(written.bytes / 1e9).toFixed(2)} GB, ${written.damaged} lines damaged`);
  const bare = used(join(import.meta.dirname, 'parse-lines.js'), traces);
  console.log(`JSON.parse: ${figures(bare)}`);
  const memory = moved('--store', 'memory');
  console.log(`moved: ${figures(memory)}`);
  const duckdb = moved('--store', 'duckdb');
  console.log(`moved through DuckDB: ${figures(duckdb)}`);
  const [answer, same] = [JSON.parse(memory.stdout), JSON.parse(duckdb.stdout)];

  console.log(`${JSON.stringify(answer.verdict)}\n${answer.problems.join('\n')}\n`);
  report([
    row('time of moved / bare JSON.parse', memory.seconds / bare.seconds, 2, '×'),
    row('peak memory of moved', memory.megabytes, 400, 'MB'),
    row('peak memory of moved through DuckDB', duckdb.megabytes, 400, 'MB'),
    row('spans that were not read', written.spans - answer.spans, 0, ''),
    row('damaged lines that were not counted', written.damaged - Number(/(\d+) lines were no JSON/.exec(answer.problems.join())?.[1] ?? 0), 0, ''),
    row('verdicts that DuckDB changes', JSON.stringify(answer.verdict) === JSON.stringify(same.verdict) ? 0 : 1, 0, ''),
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
