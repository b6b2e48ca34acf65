import { Box, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Field } from '../../editor/field.ts';
import { neutralise } from '../../record/neutralise.ts';
import { Line } from '../widgets/line.tsx';
import { aroundCursor, linesAround } from '../widgets/window.ts';

/** A page that is being written. `left` and `top` say where it stands on the screen. */
export const Prose = ({ field, height, columns, left, top }: { readonly field: Field; readonly height: number; readonly columns: number; readonly left: number; readonly top: number }): ReactNode => {
  const { setCursorPosition } = useCursor();
  const { lines, row, at } = linesAround(field, height);
  const current = aroundCursor(lines[row] ?? '', at, columns);
  setCursorPosition({ x: left + current.column, y: top + row });
  return (
    <Box flexDirection="column" height={height}>
      {lines.map((line, index) => <Line key={index}>{neutralise(index === row ? current.text : line.slice(0, columns)) || ' '}</Line>)}
    </Box>
  );
};
