import { Box } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { changesBetween } from '../../editor/changes.ts';
import type { Overlay, State } from '../../editor/state.ts';
import { neutralise } from '../../record/neutralise.ts';
import { Line } from '../widgets/line.tsx';

const TONES = { added: 'good', removed: 'bad', place: 'accent', same: null } as const;

/** What the session changed, or the whole text as it stands. */
export const Preview = ({ state, overlay, height }: { readonly state: State; readonly overlay: Extract<Overlay, { kind: 'preview' }>; readonly height: number }): ReactNode => {
  const { opened, session } = state;
  const lines = useMemo(
    () => (overlay.view === 'changes' ? changesBetween(opened, session.text) : session.text.split('\n').map((line) => ({ kind: 'same', text: neutralise(line.replace(/\r$/, '')) }) as const)),
    [overlay.view, opened, session.text],
  );
  const from = Math.min(overlay.from, Math.max(0, lines.length - height));
  return (
    <Box flexDirection="column" height={height}>
      {lines.length === 0 && <Line dimColor>  nothing was changed in this session</Line>}
      {lines.slice(from, from + height).map(({ kind, text }, index) => <Line key={from + index} tone={TONES[kind]} dimColor={kind === 'place'}>{text || ' '}</Line>)}
    </Box>
  );
};
