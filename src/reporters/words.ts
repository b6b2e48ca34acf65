import type { Report } from './define-reporter.ts';

/** `1 error`, `3 errors`. */
export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** `2 errors, 1 warning in 4 documents; 1 suppressed, 3 known`. */
export const countsInWords = ({ counts, checked }: Report): string => {
  const found = [
    counts.error > 0 ? count(counts.error, 'error') : '',
    counts.warning > 0 ? count(counts.warning, 'warning') : '',
    counts.info > 0 ? `${counts.info} info` : '',
  ].filter((part) => part !== '');
  const aside = [counts.suppressed > 0 ? `${counts.suppressed} suppressed` : '', counts.known > 0 ? `${counts.known} known` : ''].filter((part) => part !== '');
  const where = `in ${count(checked.length, 'document')}`;
  return `${found.length > 0 ? found.join(', ') : 'no findings'} ${where}${aside.length > 0 ? `; ${aside.join(', ')}` : ''}`;
};
