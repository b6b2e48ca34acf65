import { NOBODY } from './words.ts';

const nobody: ReadonlySet<string> = new Set(NOBODY);

const separators = /\s*(?:[,;、，；\n+&]|\s(?:and|und|og|et|y|e|や|と)\s|(?<!@[\w.-]*)\/(?!\/))\s*/;

/** Of a longer cell only so much is read as names. */
const longestList = 500;

/** Punctuation around a name that is not part of it. */
const trimName = (name: string): string => name.replace(/^[\s*_`"'([{]+|[\s*_`"':.)\]}]+$/g, '').trim();

/** True for words that name nobody: `TBD`, `—`, `unassigned`. */
export const namesNobody = (text: string): boolean => text.length <= longestList && (nobody.has(trimName(text).toLowerCase()) || nobody.has(text.trim().toLowerCase()));

/** Owners named in a cell or after `Owner:`, as written, one each; words for nobody are left out. */
export const readOwners = (text: string): string[] => {
  if (namesNobody(text)) return [];
  const names: string[] = [];
  for (const part of text.slice(0, longestList).split(separators)) {
    const name = trimName(part.replace(/^(?:and|und|og)\s+/i, ''));
    if (name !== '' && name.length <= 80 && !namesNobody(name) && !names.includes(name)) names.push(name);
  }
  return names;
};
