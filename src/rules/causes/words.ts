import { stemmer } from 'stemmer';
import { matchesOf } from '../../record/matches.ts';

const EMPTY = new Set(
  (
    'a about above after again all also an and any are as at be because been before being between both but by can could did do does doing down due during each few for from further get had has have having he her here him his how i if in into is it its just ' +
    'made make more most much my no nor not now of off on once only or other our out over own per same she should so some such than that the their them then there these they this those through to too under until up use used using very via was we were what when where ' +
    'which while who whom why will with within without would you your cause caused causes causing issue issues problem problems incident incidents lack lacked missing add added adding new need needed ensure improve improved better failed failure fail still one two'
  ).split(' '),
);

/** Words of this field that mean the same to a reader who looks for the answer of a cause. */
const GROUPS = ['alert alarm page pager monitor detect notify notification', 'rollback revert undo', 'document documentation docs runbook playbook', 'deploy deployment rollout release', 'config configuration setting', 'limit quota throttle cap', 'database db', 'kubernetes k8s', 'validate validation verify check'] as const;
const same = new Map<string, string>();
for (const group of GROUPS) {
  const [first = '', ...rest] = group.split(' ').map((word) => stemmer(word));
  for (const word of rest) same.set(word, first);
}

/** Stems of the means by which causes are answered; a cause that lacks one and an item that brings it belong together. */
export const MEANS: ReadonlySet<string> = new Set(['alert', 'rollback', 'document', 'limit', 'test'].map((name) => stemmer(name)));

const word = /[\p{L}\p{N}][\p{L}\p{N}_.]*/gu;
const cache = new Map<string, string | null>();

const stemOf = (raw: string): string | null => {
  const known = cache.get(raw);
  if (known !== undefined) return known;
  const bare = raw.toLowerCase().replace(/[._]+$/, '');
  const stem = EMPTY.has(bare) || bare.length < 2 ? null : stemmer(bare);
  const result = stem === null ? null : (same.get(stem) ?? stem);
  if (cache.size > 20_000) cache.clear();
  cache.set(raw, result);
  return result;
};

/** The stems of the words that carry meaning, each once; words of this field that mean the same share a stem (Porter 1980). */
export const stemsOf = (text: string): Set<string> => {
  const stems = new Set<string>();
  for (const [raw] of matchesOf(word, text.slice(0, 4000).replace(/roll(?:ing|ed)?[- ]?back/gi, 'rollback'))) {
    const stem = stemOf(raw);
    if (stem !== null) stems.add(stem);
  }
  return stems;
};

/** Share of the smaller set's stems that both have, 0 to 1; 0 where one is empty. */
export const overlap = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const smaller = Math.min(one.size, other.size);
  if (smaller === 0) return 0;
  let shared = 0;
  for (const stem of one) if (other.has(stem)) shared++;
  return shared / smaller;
};
