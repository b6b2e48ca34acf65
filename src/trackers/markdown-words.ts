import { neutralise } from '../record/neutralise.ts';
import { addressOf } from './address.ts';

/** Text of a document as words in Markdown, also in a table cell: no markup, no HTML, no mention comes through. */
export const words = (text: string): string =>
  neutralise(text)
    .replace(/[\\`*_{}[\]()#|<>~!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/@(?=[A-Za-z0-9])/g, '@\u2060')
    .replace(/(https?|ftp|mailto|javascript|data):/gi, '$1\u2060:')
    .replace(/\bwww\./gi, 'www\u2060.');

/** Owners may be mentioned: that is what handles are for. Anything else in their place is words. */
export const ownerWords = (name: string): string => (/^@[A-Za-z0-9](?:[A-Za-z0-9_-]|\/(?=[A-Za-z0-9]))*$/.test(name) ? `\`${name}\`` : words(name));

/** A link from one file to another, both relative to one folder. */
export const pathFrom = (output: string, path: string): string => {
  const from = output.split('/').slice(0, -1);
  const to = path.split('/');
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return addressOf([...from.slice(common).map(() => '..'), ...to.slice(common)]);
};
