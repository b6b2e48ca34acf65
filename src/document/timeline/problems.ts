import type { Reading } from '../reading.ts';
import type { CompletedItem } from './complete-items.ts';

/** Pushes what is wrong with one time stamp as it is written. */
export const reportMoment = (reading: Reading, { item, moment }: CompletedItem): void => {
  const { lines, text } = reading.document;
  const written = text.slice(moment.from, moment.to);
  const report = (kind: 'time-impossible' | 'time-unreadable' | 'date-ambiguous', message: string, expected: string): void => {
    reading.problems.push({ kind, message, expected, key: null, source: lines.source(moment.from, moment.to) });
  };
  if (moment.problem !== null) report('time-impossible', `"${written}" cannot be: ${moment.problem}`, 'a date and time that exist');
  else if (moment.ambiguous !== null) {
    const read = moment.wall?.slice(0, 10) ?? '';
    report('date-ambiguous', `"${written}" may be ${read} or ${moment.ambiguous}`, 'YYYY-MM-DD');
  } else if (item.form === 'table' && item.stamp.date === null && item.stamp.clock === null && moment.relativeMinutes === null && !/^[-—–?]*$|unknown|unclear|n\/a|tbd|不明|未知/i.test(written)) {
    report('time-unreadable', `"${written}" is not a time`, 'YYYY-MM-DD HH:MM, or "unknown"');
  }
};
