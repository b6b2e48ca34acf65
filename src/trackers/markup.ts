import { neutralise } from '../record/neutralise.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of a document as text of a page, or as a quoted attribute. */
export const text = (value: string): string => neutralise(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
