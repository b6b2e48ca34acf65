import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Part, Row } from '../../editor/parts/part.ts';
import { useTheme } from '../theme.ts';
import { fit, Line } from '../widgets/line.tsx';
import { windowStart } from '../widgets/window.ts';

/** A row's cells, each in its columns. */
const textOf = ({ cells }: Row, widths: readonly number[]): string => cells.map((cell, index) => (widths[index] ? fit(cell, widths[index]) : cell)).join(' ').trimEnd();

const MILESTONES: Readonly<Record<string, 'started' | 'detected' | 'mitigated'>> = { started: 'started', detected: 'detected', mitigated: 'mitigated', resolved: 'mitigated' };
const MILESTONE_TONES = { started: 'bad', detected: 'warn', mitigated: 'good' } as const;

/** What a row belongs to where its own heading is above the window. */
const headingOf = (rows: readonly Row[], index: number): string | undefined => {
  return rows.slice(0, index + 1).findLast(({ heading }) => heading !== undefined)?.heading;
};

const WIDE = 40;

/** The rows of a part around the selected one; only those in view are made. */
export const Rows = ({ part, rows, selected, height, columns }: { readonly part: Part; readonly rows: readonly Row[]; readonly selected: number; readonly height: number; readonly columns: number }): ReactNode => {
  const { sign } = useTheme();
  if (rows.length === 0) return <Box flexDirection="column" height={height}><Line dimColor>{`  nothing yet. ${part.why}`}</Line></Box>;
  const lines: ReactNode[] = [];
  const grouped = rows.some(({ heading }) => heading !== undefined);
  const from = windowStart(rows.length, selected, grouped ? Math.max(1, height - 2) : height);
  const widths = columns < WIDE ? [] : part.widths(columns);
  for (let index = from; index < rows.length && lines.length < height; index++) {
    const row = rows[index];
    if (row === undefined) break;
    const heading = index === from ? headingOf(rows, index) : row.heading;
    if (heading !== undefined) lines.push(<Line key={`heading ${index}`} dimColor>{`  ${heading}`}</Line>);
    if (lines.length >= height) break;
    const milestone = part.name === 'timeline' ? MILESTONES[row.cells[1] ?? ''] : undefined;
    const lead = part.name === 'timeline' ? (milestone === undefined ? '  ' : `${sign(milestone)} `) : row.depth ? `${'  '.repeat(row.depth - 1)}${sign('branch')}` : '';
    lines.push(<Line key={index} bold={index === selected} tone={milestone === undefined ? null : MILESTONE_TONES[milestone]}>{`${index === selected ? sign('selected') : ' '} ${lead}${textOf(row, widths)}`}</Line>);
  }
  return <Box flexDirection="column" height={height}>{lines}</Box>;
};
