import { Box } from 'ink';
import type { ReactNode } from 'react';
import { PARTS } from '../../editor/parts/registry.ts';
import type { Mark } from '../../editor/places.ts';
import { useTheme } from '../theme.ts';
import { fit, Line } from '../widgets/line.tsx';
import { windowStart } from '../widgets/window.ts';

const TONES = { error: 'bad', warning: 'warn', filled: 'good', empty: null } as const;

/** The parts of the document, and how each stands. */
export const Sections = ({ marks, counts, part, height, width }: { readonly marks: readonly Mark[]; readonly counts: readonly string[]; readonly part: number; readonly height: number; readonly width: number }): ReactNode => {
  const { sign } = useTheme();
  const from = windowStart(PARTS.length, part, height);
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {PARTS.slice(from, from + height).map(({ name, title }, index) => {
        const at = from + index;
        const mark = marks[at] ?? 'empty';
        const count = counts[at];
        return (
          <Line key={name} bold={at === part} tone={TONES[mark]}>
            {`${at === part ? sign('selected') : ' '} ${fit(count ? `${title} ${count}` : title, width - 6)} ${sign(mark)} `}
          </Line>
        );
      })}
    </Box>
  );
};
