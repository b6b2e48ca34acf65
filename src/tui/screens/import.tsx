import { Box } from 'ink';
import type { ReactNode } from 'react';
import { noiseOf, shownOf, type Picker } from '../../editor/import/pick.ts';
import type { ProposedEntry } from '../../editor/import/proposal.ts';
import { useTheme } from '../theme.ts';
import { fit, Line } from '../widgets/line.tsx';
import { windowStart } from '../widgets/window.ts';

export const IMPORT_KEYS = 'tab take or leave  ctrl-e all or none  ctrl-t set milestone  ctrl-n bots  enter add  escape back';

/** `Import 12 of 41 (UTC), 7 of bots`. */
export const importTitle = (picker: Picker): string => {
  const { proposal, taken, noise } = picker;
  if (proposal === null) return 'Import: reading…';
  const routine = noiseOf(picker);
  return `Import ${taken.size} of ${proposal.entries.length} (${proposal.zone})${routine === 0 ? '' : `, ${routine} of bots ${noise ? 'shown' : 'left out'}`}`;
};

const SOURCE = 12;
const MILESTONE = 13;

/** What becomes of an entry in a word or two, and what it may mark: with a question mark until a person says so. */
const standing = ({ outcome, milestone }: ProposedEntry, confirmed: boolean): string =>
  outcome === 'present' ? 'there' : milestone === null ? (outcome === 'joined' ? 'adds link' : '') : `${milestone}${confirmed ? '' : '?'}`;

/** One entry as a line of text. */
export const importLine = (picker: Picker, index: number): string => {
  const proposed = picker.proposal?.entries[index];
  if (proposed === undefined) return '';
  const { entry, time } = proposed;
  return `${time}  ${fit(standing(proposed, picker.confirmed.has(index)), MILESTONE)} ${fit(entry.source.source, SOURCE)} ${entry.text}${entry.actor === null ? '' : ` (${entry.actor})`}`;
};

/** The entries that a source proposes, to pick from. */
export const Import = ({ picker, height }: { readonly picker: Picker; readonly height: number }): ReactNode => {
  const { sign } = useTheme();
  const shown = shownOf(picker);
  const from = windowStart(shown.length, picker.selected, height);
  return (
    <Box flexDirection="column" height={height}>
      {picker.proposal !== null && shown.length === 0 && <Line dimColor>  nothing fits</Line>}
      {shown.slice(from, from + height).map((index, place) => {
        const selected = from + place === picker.selected;
        const taken = picker.taken.has(index);
        return <Line key={index} bold={selected} dimColor={!taken} tone={taken ? 'good' : null}>{`${selected ? sign('selected') : ' '} ${taken ? sign('filled') : sign('empty')} ${importLine(picker, index)}`}</Line>;
      })}
    </Box>
  );
};
