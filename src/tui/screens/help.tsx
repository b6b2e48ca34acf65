import { Box } from 'ink';
import type { ReactNode } from 'react';
import { KEYS } from '../../editor/keys.ts';
import { Line } from '../widgets/line.tsx';

const IN_A_QUESTION = 'In a question: enter answers, tab takes the proposal, up and down choose it, escape goes back, ctrl-o opens $EDITOR. In prose: ctrl-s is done.';

/** All keys. */
export const Help = ({ from, height }: { readonly from: number; readonly height: number }): ReactNode => (
  <Box flexDirection="column" height={height}>
    {[...KEYS.map(({ keys, name, does }) => ({ name, text: `${keys.join(', ').padEnd(16)} ${does}` })), { name: 'question', text: IN_A_QUESTION }]
      .slice(from, from + height)
      .map(({ name, text }) => <Line key={name}>{text}</Line>)}
  </Box>
);
