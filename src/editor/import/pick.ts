import { fieldOf, insert, press, type Field } from '../field.ts';
import type { Question } from '../question.ts';
import type { ImportProposal, Picked, ProposedEntry } from './proposal.ts';

/** The list to pick entries from. */
export interface Picker {
  readonly kind: 'import';
  /** The question that it answers, with the answers. */
  readonly question: Question;
  readonly answers: readonly string[];
  /** Null while the source is being read. */
  readonly proposal: ImportProposal | null;
  /** Words that the shown entries hold. */
  readonly query: Field;
  /** Index among those that are shown. */
  readonly selected: number;
  /** Indexes of the entries that are to be added. */
  readonly taken: ReadonlySet<number>;
  /** Indexes of those whose proposed milestone was confirmed. */
  readonly confirmed: ReadonlySet<number>;
  /** Whether bots and routine are shown. */
  readonly noise: boolean;
}

export const openPicker = (question: Question, answers: readonly string[]): Picker => ({
  kind: 'import', question, answers, proposal: null, query: fieldOf(''), selected: 0, taken: new Set(), confirmed: new Set(), noise: false,
});

const isNew = ({ outcome }: ProposedEntry): boolean => outcome === 'added' || outcome === 'joined';

/** The picker with what was read: what people and alerts say and the document lacks is taken, until one says otherwise. */
export const withProposal = (picker: Picker, proposal: ImportProposal): Picker => {
  const taken = proposal.entries.flatMap((proposed, index) => (isNew(proposed) && !proposed.entry.source.noise ? [index] : []));
  return { ...picker, proposal, taken: new Set(taken) };
};

const shownIn = new WeakMap<Picker, readonly number[]>();

/** Indexes of the entries that are shown; worked out once for each picker. */
export const shownOf = (picker: Picker): readonly number[] => {
  const known = shownIn.get(picker);
  if (known !== undefined) return known;
  const { proposal, query, noise } = picker;
  const words = query.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = (proposal?.entries ?? []).flatMap(({ entry, time }, index) => {
    if (entry.source.noise && !noise) return [];
    const told = words.length === 0 ? '' : `${time} ${entry.source.source} ${entry.actor ?? ''} ${entry.text}`.toLowerCase();
    return words.every((word) => told.includes(word)) ? [index] : [];
  });
  shownIn.set(picker, shown);
  return shown;
};

/** How many entries of bots and routine there are. */
export const noiseOf = ({ proposal }: Picker): number => proposal?.entries.filter(({ entry }) => entry.source.noise).length ?? 0;

const toggled = (set: ReadonlySet<number>, index: number): ReadonlySet<number> => {
  const next = new Set(set);
  if (!next.delete(index)) next.add(index);
  return next;
};

const at = (picker: Picker, selected: number): Picker => ({ ...picker, selected: Math.max(0, Math.min(shownOf(picker).length - 1, selected)) });

/** Takes all that is shown and new, or leaves all of it where it is taken. */
const everyOrNone = (picker: Picker): Picker => {
  const shown = new Set(shownOf(picker).filter((index) => {
    const proposed = picker.proposal?.entries[index];
    return proposed !== undefined && isNew(proposed);
  }));
  const all = [...shown].every((index) => picker.taken.has(index));
  const others = [...picker.taken].filter((index) => !shown.has(index));
  return { ...picker, taken: new Set(all ? others : [...others, ...shown]) };
};

/** The selected entry is taken or left; one that the document has already cannot be taken. */
const turned = (picker: Picker): Picker => {
  const index = shownOf(picker)[picker.selected];
  const proposed = index === undefined ? undefined : picker.proposal?.entries[index];
  if (index === undefined || proposed === undefined) return picker;
  return at(isNew(proposed) ? { ...picker, taken: toggled(picker.taken, index) } : picker, picker.selected + 1);
};

/** The proposed milestone of the selected entry is confirmed, or no more. */
const marked = (picker: Picker): Picker => {
  const index = shownOf(picker)[picker.selected];
  const milestone = index === undefined ? null : (picker.proposal?.entries[index]?.milestone ?? null);
  return index === undefined || milestone === null ? picker : { ...picker, confirmed: toggled(picker.confirmed, index) };
};

const PAGE = 10;

/** The picker after a key that neither adds nor leaves. */
export const reducePicker = (picker: Picker, key: string, characters: string): Picker => {
  if (characters !== '') return { ...picker, query: insert(picker.query, characters), selected: 0 };
  switch (key) {
    case 'up': return at(picker, picker.selected - 1);
    case 'down': return at(picker, picker.selected + 1);
    case 'pageup': return at(picker, picker.selected - PAGE);
    case 'pagedown': return at(picker, picker.selected + PAGE);
    case 'tab': return turned(picker);
    case 'ctrl-e': return everyOrNone(picker);
    case 'ctrl-t': return marked(picker);
    case 'ctrl-n': return at({ ...picker, noise: !picker.noise }, 0);
    default: {
      const query = press(picker.query, key);
      return query === picker.query ? picker : { ...picker, query, selected: 0 };
    }
  }
};

/** What is to be added. */
export const pickedOf = ({ proposal, taken, confirmed }: Picker): Picked => {
  const indexes = [...taken].sort((a, b) => a - b);
  const milestones = indexes.flatMap((index, place) => {
    const milestone = proposal?.entries[index]?.milestone ?? null;
    return milestone !== null && confirmed.has(index) ? [[place, milestone] as const] : [];
  });
  return { entries: indexes.flatMap((index) => proposal?.entries[index]?.entry ?? []), zone: proposal?.zone ?? 'UTC', milestones: new Map(milestones) };
};
