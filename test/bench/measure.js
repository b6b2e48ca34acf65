import { spawnSync } from 'node:child_process';

/** Runs a program; gives seconds, and what it wrote. Findings are no failure here, being unable to work is. */
export const measure = (command, args, { cwd, env }) => {
  const started = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (error || (status !== 0 && status !== 1)) throw error ?? new Error(`${command} ${args.join(' ')} gave ${status}: ${stderr.slice(0, 500)}`);
  return { seconds, stdout, stderr };
};

/** The seconds of several measurements that take turns, so that what else the machine does hits all alike; of each from the shortest. */
const inTurns = (runs, tasks) => {
  const times = tasks.map(() => []);
  for (let run = 0; run < runs; run++) for (const [index, task] of tasks.entries()) times[index].push(task().seconds);
  return times.map((list) => list.toSorted((a, b) => a - b));
};

/** The median of each measurement. */
export const medians = (runs, tasks) => inTurns(runs, tasks).map((list) => list[Math.floor(list.length / 2)]);

/** The shortest of each: for programs of some milliseconds, whose median says more of the machine's other work than of them. */
export const shortest = (runs, tasks) => inTurns(runs, tasks).map(([first]) => first);

/** Prints each figure beside its limit; exit code 1 where one is over it. */
export const report = (rows) => {
  for (const { what, value, limit, unit, good } of rows) console.log(`${good ? 'ok  ' : 'OVER'}  ${what.padEnd(46)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} (limit ${limit})`);
  process.exitCode = rows.every(({ good }) => good) ? 0 : 1;
};
