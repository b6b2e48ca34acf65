import type { Root } from 'mdast';
import type { Finding } from '../record/finding.ts';
import type { Field } from './field.ts';
import type { Picker } from './import/pick.ts';
import type { Recovered } from './journal.ts';
import type { Ask } from './parts/part.ts';
import type { Draft, Question } from './question.ts';
import { openSession, type Command, type Reading, type Session } from './session.ts';

/** A question at the foot of the screen, or a page of prose. */
export interface Prompt {
  readonly question: Question;
  readonly asks: readonly Ask[];
  readonly step: number;
  /** Answers to the steps before. */
  readonly answers: readonly string[];
  readonly field: Field;
  /** What stood there before. */
  readonly initial: string;
  /** Which of the proposed answers is taken by tab. */
  readonly proposed: number;
}

/** A gate that an action item may be linked to. */
export interface GateOption {
  /** As the Gate cell holds it: `` `path#selector` replay: METRIC ``. */
  readonly reference: string;
  readonly title: string;
  readonly enforcement: string;
  /** When it fires, in words. */
  readonly fires: string;
  /** On the figures of this incident. */
  readonly verdict: 'fires' | 'silent' | 'undecidable';
  /** Words that it shares with the item. */
  readonly words: readonly string[];
}

export type Picking =
  | { readonly of: 'command' }
  | { readonly of: 'place' }
  | { readonly of: 'finding' }
  /** Null while the gates are being collected. */
  | { readonly of: 'gate'; readonly row: number; readonly options: readonly GateOption[] | null };

/** What covers the main screen. */
export type Overlay =
  | { readonly kind: 'help'; readonly from: number }
  | { readonly kind: 'recover' }
  | { readonly kind: 'form'; readonly row: number; readonly field: number }
  | { readonly kind: 'pick'; readonly picking: Picking; readonly query: Field; readonly selected: number }
  | Picker
  /** `tree`: the document as Markdown; null while it is being read. */
  | { readonly kind: 'preview'; readonly view: 'changes' | 'text'; readonly from: number; readonly tree: Root | null };

/** What the repository knows, for answers to choose from. */
export interface Surroundings {
  readonly owners: readonly string[];
  readonly severities: readonly string[];
}

/** A session that ended without saving. */
export interface Left extends Recovered {
  /** Names its journal. */
  readonly id: string;
}

export interface State {
  readonly path: string;
  readonly session: Session;
  /** The text as the app found it, for the preview of changes. */
  readonly opened: string;
  readonly surroundings: Surroundings;
  readonly part: number;
  readonly row: number;
  readonly prompt: Prompt | null;
  readonly overlay: Overlay | null;
  /** Answers that were begun and left. */
  readonly drafts: readonly Draft[];
  /** A command that is being planned; keys wait meanwhile. */
  readonly running: Running | null;
  readonly findings: readonly Finding[];
  /** The finding that was gone to last; -1 before. */
  readonly finding: number;
  readonly message: { readonly text: string; readonly tone: 'plain' | 'good' | 'bad' };
  readonly left: readonly Left[];
  /** `asked`: leave as soon as all is saved; `failed`: saving failed, and leaving again leaves. */
  readonly leaving: 'no' | 'asked' | 'failed';
}

/** A command on its way, and where it came from. */
export interface Running {
  readonly command: Command;
  /** The question that it answers, with the answers; null where it answers none. */
  readonly answered: { readonly question: Question; readonly answers: readonly string[] } | null;
  /** What to say when it is done. */
  readonly says: string;
}

/** Text that opens with the timeline in view, where one begins at three in the morning. */
export const initialState = (path: string, reading: Reading, part: number, surroundings: Surroundings, left: readonly Left[]): State => ({
  path,
  session: openSession(reading),
  opened: reading.text,
  surroundings,
  part,
  row: 0,
  prompt: null,
  overlay: left.length === 0 ? null : { kind: 'recover' },
  drafts: [],
  running: null,
  findings: [],
  finding: -1,
  message: { text: '', tone: 'plain' },
  left,
  leaving: 'no',
});
