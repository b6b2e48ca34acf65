import type { Root } from 'mdast';
import type { RecordEdit } from '../document/edit/record-edit.ts';
import type { Finding } from '../record/finding.ts';
import type { ImportProposal, ImportSource } from './import/proposal.ts';
import type { JournalEntry } from './journal.ts';
import type { Question } from './question.ts';
import type { Planned, Work } from './session.ts';
import type { GateOption, Left, State } from './state.ts';

/** What happens to the app. */
export type Event =
  | { readonly kind: 'key'; readonly key: string; readonly characters: string }
  | { readonly kind: 'paste'; readonly text: string }
  /** The work of the running command is done, or cannot be. */
  | { readonly kind: 'planned'; readonly reading: Planned }
  | { readonly kind: 'refused'; readonly message: string }
  /** What stood in the file, and what stands there now. */
  | { readonly kind: 'saved'; readonly before: string; readonly after: string }
  | { readonly kind: 'unsaved'; readonly message: string }
  | { readonly kind: 'checked'; readonly text: string; readonly findings: readonly Finding[] }
  /** The writer's own editor gave a text back; null: for the whole document. */
  | { readonly kind: 'outside'; readonly question: Question | null; readonly text: string }
  | { readonly kind: 'gates'; readonly options: readonly GateOption[] }
  /** Traces were read. */
  | { readonly kind: 'filled'; readonly edits: readonly RecordEdit[]; readonly says: string }
  /** A source was read, or could not be; `question` is the one that asked for it. */
  | { readonly kind: 'proposed'; readonly question: Question; readonly proposal: ImportProposal }
  | { readonly kind: 'unread'; readonly question: Question; readonly message: string }
  /** A text as Markdown, for the preview. */
  | { readonly kind: 'parsed'; readonly text: string; readonly tree: Root }
  | { readonly kind: 'failed'; readonly message: string };

/** What the world is asked to do. */
export type Effect =
  | { readonly kind: 'journal'; readonly entries: readonly JournalEntry[] }
  /** Begin the journal again from the session's text and drafts. */
  | { readonly kind: 'journal-anew' }
  | { readonly kind: 'plan'; readonly work: Work }
  /** `anew`: also where the file is gone. */
  | { readonly kind: 'save'; readonly anew: boolean }
  | { readonly kind: 'check' }
  | { readonly kind: 'parse' }
  | { readonly kind: 'outside'; readonly question: Question | null; readonly text: string }
  | { readonly kind: 'gates'; readonly row: number }
  | { readonly kind: 'traces'; readonly paths: readonly string[] }
  | { readonly kind: 'import'; readonly question: Question; readonly source: ImportSource }
  | { readonly kind: 'forget'; readonly left: Left }
  /** `kept`: the journal stays for the next start. */
  | { readonly kind: 'quit'; readonly kept: boolean };

export interface Reduced {
  readonly state: State;
  readonly effects: readonly Effect[];
}
