/** Words that say nothing about which event is told of. */
const FILLERS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'is', 'are', 'was', 'were', 'on', 'in', 'of', 'for', 'to', 'at', 'by', 'and', 'or', 'with', 'from', 'has', 'been', 'this', 'that', 'it', 'https', 'http', 'com']);

/** What became of an alert: two texts that tell of different states tell of different events, however much else they share. */
const STATES: readonly (readonly [string, RegExp])[] = [
  ['open', /\b(?:trigger(?:s|ed)?|fir(?:es|ed|ing)|opened|created|raised|alerting|declared)\b/i],
  ['acknowledged', /\b(?:ack(?:ed|nowledged)?)\b/i],
  ['escalated', /\bescalated\b/i],
  ['closed', /\b(?:resolve[sd]?|recover(?:s|ed)|clear(?:s|ed)|closed)\b/i],
];

/** A text as it is compared. */
export interface Fingerprint {
  readonly words: ReadonlySet<string>;
  readonly state: string | null;
}

export const fingerprintOf = (text: string): Fingerprint => ({
  words: new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 && !FILLERS.has(word) && !STATES.some(([, pattern]) => pattern.test(word)))),
  state: STATES.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
});

/** Words below which two texts may share all by chance. */
const FEWEST = 3;

/** How much two texts tell of the same, 0 to 1: the share of the shorter's words that the longer has too; 0 where they tell of different states or say too little. */
export const similarity = (one: Fingerprint, other: Fingerprint): number => {
  if (one.state !== null && other.state !== null && one.state !== other.state) return 0;
  const [few, many] = one.words.size <= other.words.size ? [one.words, other.words] : [other.words, one.words];
  if (few.size < FEWEST) return 0;
  let shared = 0;
  for (const word of few) if (many.has(word)) shared++;
  return shared / few.size;
};

/** From here on two texts are taken for the same event told twice. */
export const SIMILAR = 0.75;

/** An address without what does not change where it leads. */
export const sameAddress = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[/#?]+$/, '').toLowerCase();
