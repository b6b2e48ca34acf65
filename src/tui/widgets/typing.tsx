import { Text, useCursor } from 'ink';
import type { ReactNode } from 'react';
import { neutralise } from '../../record/neutralise.ts';
import { widthOf } from '../../record/width.ts';
import { aroundCursor } from './window.ts';

/** A line that is being typed; `top` is its row on the screen. */
export const Typing = ({ label, text, cursor, columns, top }: { readonly label: string; readonly text: string; readonly cursor: number; readonly columns: number; readonly top: number }): ReactNode => {
  const { setCursorPosition } = useCursor();
  const lead = `${label}: `;
  const shown = aroundCursor(text, cursor, Math.max(8, columns - widthOf(lead)));
  setCursorPosition({ x: widthOf(lead) + shown.column, y: top });
  return <Text wrap="truncate"><Text bold>{lead}</Text>{neutralise(shown.text)}</Text>;
};
