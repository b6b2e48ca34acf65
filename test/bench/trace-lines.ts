import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { makeIncident } from '../traces/scenarios.ts';
import { linesOf } from '../traces/spans.ts';

const DAY_HOURS = 24;
const SPANS_A_CONVERSATION = 2.5;
/** A line cut short, or two lines that two writers mixed, after so many lines. */
const DAMAGE_EVERY = 100_000;

const ANSWER = 'Thank you for your patience. The parcel left our warehouse on Monday and is with the carrier now; it should be with you in two working days. ';

/** Writes an incident of about so many spans as JSON Lines, some of them damaged; gives what was written and when it began. */
export const writeTraces = async (path: string, spans: number): Promise<{ readonly spans: number; readonly bytes: number; readonly damaged: number; readonly onset: string }> => {
  const incident = makeIncident('canary-share', 1, spans / SPANS_A_CONVERSATION / DAY_HOURS);
  const file = createWriteStream(path);
  let bytes = 0;
  let lines = 0;
  let damaged = 0;
  const write = async (line: string): Promise<void> => {
    bytes += line.length + 1;
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  };
  for (const line of linesOf(incident, ANSWER.repeat(8))) {
    await write(line);
    if (++lines % DAMAGE_EVERY !== 0) continue;
    await write(damaged++ % 2 === 0 ? line.slice(0, line.length / 2) : `${line.slice(0, 300)}${line}`);
  }
  file.end();
  await once(file, 'close');
  return { spans: incident.spans.reduce((sum, count) => sum + count, 0), bytes, damaged, onset: new Date(incident.onset).toISOString() };
};
