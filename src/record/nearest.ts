import { distance } from 'fastest-levenshtein';

/** The candidate that a person who typed `word` most likely meant: at most two fifths of its letters differ; null where none is near. */
export const nearest = (word: string, candidates: Iterable<string>): string | null => {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.ceil(wanted.length * 0.4)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const away = distance(wanted, candidate.toLowerCase());
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
};
