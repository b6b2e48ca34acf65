import { matchesOf } from '../../record/matches.ts';
import { readOwners } from './owners.ts';

/** Owners named in the words of an item without a field, and where. */
export interface NamedOwners {
  readonly owners: readonly string[];
  readonly at: number;
  readonly end: number;
}

const handle = /(?<![\w./@-])@[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?(?<![.-])/g;
const name = String.raw`\p{Lu}[\p{L}.'’-]*`;
/** Someone, then `to do …`. */
const someoneToDo = new RegExp(String.raw`^\s*((?:${name}(?: ${name}){0,2})(?:(?:, (?:and )?| and | & |\/)${name}(?: ${name}){0,2}){0,4}) to (?=\p{Ll})`, 'u');
/** Words that open an item before `to` and name nobody. */
const noOne = new Set(
  (
    'need needs plan plans continue try want have aim look how ability way ways remember start move work agree attempt begin decide wait hope like intend migrate switch upgrade add change changes similar due back up ask we i it they this that these those there ' +
    'thing things what who which going used able consider process get make ensure go restore convert extend downgrade update talk reach commit prepare access improvement improvements alert alerts tool tools test tests everything nothing documentation script scripts ' +
    'fix step steps time set next proposal request speak respond listen subscribe contribute return send report connect map point write learn proceed committed expand adapt apply link refer relate stick turn shift transition port rename reset revert roll strive seek'
  ).split(' '),
);

const bracketed = /^\s*\[([\p{L}@][\p{L}\d._-]{1,29}\??)\]\s+(?=\S)|\s\[([\p{L}@][\p{L}\d._-]{1,29}\??)\][\s.]*$/u;

/** `… to the right address (GIORGIO) OPS-12`: a name in capitals near the end. */
const inCapitals = /\((\p{Lu}{3,20})\)[^()]{0,60}$/u;

/** Owners are looked for in so much of a title. */
const longestTitle = 1_000;

/** True for a word in capitals that the document elsewhere writes as a name: `ADA` beside `Ada`, and not `DNS`. */
const isNameIn = (document: string, word: string): boolean => new RegExp(String.raw`(?<![\p{L}\d])${word.slice(0, 1)}${word.slice(1).toLowerCase()}(?![\p{L}\d(.])`, 'u').test(document);

/**
 * Owners by handle (`@ada`), in brackets (`[ada]`), as the subject of the sentence (`Ada and Grace to write …`), or in capitals at the end where
 * the document has the name; null where none is named so.
 */
export const findOwners = (text: string, document = ''): NamedOwners | null => {
  const handles = matchesOf(handle, text.slice(0, longestTitle));
  const [firstHandle] = handles;
  const last = handles.at(-1);
  if (firstHandle && last) return { owners: [...new Set(handles.map((match) => match[0]))], at: firstHandle.index, end: last.index + last[0].length };
  const subject = someoneToDo.exec(text);
  const who = subject?.[1];
  if (subject && who && !noOne.has((who.split(/[ ,/]/)[0] ?? '').toLowerCase())) {
    const at = subject[0].indexOf(who);
    return { owners: readOwners(who), at, end: at + who.length };
  }
  const brackets = text.length > longestTitle ? null : bracketed.exec(text);
  const inside = brackets?.[1] ?? brackets?.[2];
  if (brackets && inside) {
    const at = brackets.index + brackets[0].indexOf(inside);
    return { owners: readOwners(inside), at, end: at + inside.length };
  }
  const capitals = text.length > longestTitle ? null : inCapitals.exec(text);
  const shouted = capitals?.[1];
  if (capitals && shouted !== undefined && isNameIn(document, shouted)) return { owners: [shouted], at: capitals.index + 1, end: capitals.index + 1 + shouted.length };
  return null;
};
