import { graphemesOf } from '../record/width.ts';

/** One line of text that is being typed; the cursor counts characters as readers see them. */
export interface Field {
  readonly text: string;
  readonly cursor: number;
}

export const fieldOf = (text: string): Field => ({ text, cursor: graphemesOf(text).length });

/** The field with a text put in at the cursor; line breaks of a paste become spaces. */
export const insert = ({ text, cursor }: Field, added: string): Field => {
  const characters = graphemesOf(text);
  const before = characters.slice(0, cursor).join('') + added.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '');
  return { text: before + characters.slice(cursor).join(''), cursor: graphemesOf(before).length };
};

/** The field after a key that moves or erases; the same field for any other key. */
export const press = (field: Field, key: string): Field => {
  const characters = graphemesOf(field.text);
  const { cursor } = field;
  switch (key) {
    case 'left': return { ...field, cursor: Math.max(0, cursor - 1) };
    case 'right': return { ...field, cursor: Math.min(characters.length, cursor + 1) };
    case 'home': case 'ctrl-a': return { ...field, cursor: 0 };
    case 'end': case 'ctrl-e': return { ...field, cursor: characters.length };
    case 'backspace': return cursor === 0 ? field : { text: characters.toSpliced(cursor - 1, 1).join(''), cursor: cursor - 1 };
    case 'delete': return { ...field, text: characters.toSpliced(cursor, 1).join('') };
    case 'ctrl-u': return { text: characters.slice(cursor).join(''), cursor: 0 };
    default: return field;
  }
};
