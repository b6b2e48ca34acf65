import { dayNumber } from '../time/wall.ts';

const separated = /(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)/;

/** The date that a file's name starts with or holds (`2026-04-24-outage.md`, `20210305.md`), or that its folder does; null where there is none. */
export const dateOfFileName = (path: string): string | null => {
  const parts = path.split(/[/\\]/);
  for (const part of [parts.at(-1), parts.at(-2)]) {
    const match = part === undefined ? null : separated.exec(part);
    if (!match) continue;
    const date = `${match[1]}-${match[3]}-${match[4]}`;
    if (dayNumber(date) !== null) return date;
  }
  return null;
};
