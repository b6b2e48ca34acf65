import type { Decision } from '../../record/analysis.ts';

export type Option = Decision['options'][number];

/** True where the list weighs options: one is marked or labelled, or the document is canonical; a plain list tells what was decided. */
export const weighs = ({ options }: Decision): boolean => options.length > 1 && options.some(({ label, chosen, rejected }) => label !== null || chosen || rejected);

export const titleOf = ({ label, title }: Option): string => (label === null ? `"${title.length > 50 ? `${title.slice(0, 47).trimEnd()}…` : title}"` : label);
