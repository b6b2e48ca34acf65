import type { Status } from '../record/vocabulary.ts';

/** A document with the format version, as examples of rules write it; the words below the front matter start on line 7. */
export const written = (status: Status, body: string, severity = 'SEV2'): string => `---\npostmortem: 1\nstatus: ${status}\nseverity: ${severity}\n---\n\n${body}`;

/** The canonical table of action items; rows are cells joined by `|`, from `ID` to `Ticket`. */
export const actionTable = (...rows: readonly string[]): string =>
  ['## Action items', '', '| ID | Action | Type | Priority | Owner | Due | Gate | Status | Ticket |', '|---|---|---|---|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`), ''].join('\n');
