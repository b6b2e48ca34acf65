import type { SectionName } from '../../record/vocabulary.ts';

/** Headings of one language by section, as normalised titles (lower case, no numbering, hyphens as spaces); the first is its canonical one. */
export type HeadingLanguage = Readonly<Partial<Record<SectionName, readonly string[]>>>;
