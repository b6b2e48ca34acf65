import { Box } from 'ink';
import type { ReactNode } from 'react';
import { choicesOf } from '../../editor/picker.ts';
import type { Overlay, State } from '../../editor/state.ts';
import { useTheme } from '../theme.ts';
import { Line } from '../widgets/line.tsx';
import { windowStart } from '../widgets/window.ts';

/** What a picker is for. */
export const pickTitle = ({ picking }: Extract<Overlay, { kind: 'pick' }>): string => {
  switch (picking.of) {
    case 'command': return 'Commands';
    case 'place': return 'Search';
    case 'finding': return 'Findings';
    case 'gate': return picking.options === null ? 'Gates: reading the repository…' : `Gates ${picking.options.length}`;
  }
};

/** A list to choose from, narrowed by what is typed. */
export const Pick = ({ state, overlay, height }: { readonly state: State; readonly overlay: Extract<Overlay, { kind: 'pick' }>; readonly height: number }): ReactNode => {
  const { sign } = useTheme();
  const choices = choicesOf(state);
  const from = windowStart(choices.length, overlay.selected, height);
  return (
    <Box flexDirection="column" height={height}>
      {choices.length === 0 && <Line dimColor>  nothing fits</Line>}
      {choices.slice(from, from + height).map(({ text }, index) => (
        <Line key={from + index} bold={from + index === overlay.selected}>{`${from + index === overlay.selected ? sign('selected') : ' '} ${text}`}</Line>
      ))}
    </Box>
  );
};
