import { binomialLikelihood, chiSquareTail } from './attribution/statistics.ts';
import type { Sample } from './attribution/cube.ts';

const SLICES = 200;
const LEAST_ROWS = 20;

/**
 * The moment at which failures began to rise: the split of the whole time that explains them best. Null where no rise stands out (p
 * below 0.001 for the best of many splits) or where there are too few conversations.
 */
export const detectOnset = (samples: readonly Sample[]): number | null => {
  if (samples.length < 2 * LEAST_ROWS) return null;
  const ordered = samples.toSorted((a, b) => a.time - b.time);
  const failures = ordered.reduce((count, { failed }) => count + (failed ? 1 : 0), 0);
  const none = binomialLikelihood(failures, ordered.length);
  let best = { gain: 0, time: 0 };
  let seen = 0;
  const step = Math.max(1, Math.floor(ordered.length / SLICES));
  for (const [index, sample] of ordered.entries()) {
    if (index >= LEAST_ROWS && index <= ordered.length - LEAST_ROWS && index % step === 0) {
      const after = ordered.length - index;
      const rises = (failures - seen) / after > seen / index;
      const gain = binomialLikelihood(seen, index) + binomialLikelihood(failures - seen, after) - none;
      if (rises && gain > best.gain) best = { gain, time: sample.time };
    }
    if (sample.failed) seen++;
  }
  return best.gain > 0 && chiSquareTail(2 * best.gain, 1) * SLICES < 0.05 ? best.time : null;
};
