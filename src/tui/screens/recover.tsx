import { Box } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { changesBetween } from '../../editor/changes.ts';
import type { State } from '../../editor/state.ts';
import { neutralise } from '../../record/neutralise.ts';
import { Line } from '../widgets/line.tsx';

const TONES = { added: 'good', removed: 'bad', place: 'accent', same: null } as const;

/** What an earlier session left, and what to do with it. */
export const Recover = ({ state, height }: { readonly state: State; readonly height: number }): ReactNode => {
  const [left] = state.left;
  const changes = useMemo(() => (left ? changesBetween(left.base, left.text) : []), [left]);
  const drafts = left?.drafts ?? [];
  return (
    <Box flexDirection="column" height={height}>
      <Line bold>An earlier session on this document ended before all of it was saved.</Line>
      <Line>r  take it up again, over what the file holds now</Line>
      <Line>x  throw it away</Line>
      <Line>q  leave and decide later</Line>
      <Line> </Line>
      {drafts.map(({ text }, index) => <Line key={index} tone="good">{`being typed: ${neutralise(text)}`}</Line>)}
      {changes.slice(0, Math.max(0, height - 5 - drafts.length)).map(({ kind, text }, index) => <Line key={index} tone={TONES[kind]}>{text || ' '}</Line>)}
    </Box>
  );
};
