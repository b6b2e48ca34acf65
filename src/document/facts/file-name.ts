import { dayNumber } from '../time/wall.ts';

const separated = /(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)/;

/** The date that a name holds in digits alone: `2026-04-24-outage`, `20210305`; null where it holds none that exists. */
export const dateOfName = (name: string): string | null => {
  const match = separated.exec(name);
  const date = match && `${match[1]}-${match[3]}-${match[4]}`;
  return date !== null && dayNumber(date) !== null ? date : null;
};

/** The date that a file's name starts with or holds (`2026-04-24-outage.md`, `20210305.md`), or that its folder does; null where there is none. */
export const dateOfFileName = (path: string): string | null => {
  const parts = path.split(/[/\\]/);
  return dateOfName(parts.at(-1) ?? '') ?? dateOfName(parts.at(-2) ?? '');
};
