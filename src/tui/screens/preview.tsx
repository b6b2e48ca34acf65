import { Box, Text } from 'ink';
import { useMemo, type ReactNode } from 'react';
import { changesBetween, type ChangedLine } from '../../editor/changes.ts';
import type { Overlay, State } from '../../editor/state.ts';
import { layOut, type Drawing } from '../markdown/layout.ts';
import { cut, padded, type Span, type StyledLine } from '../markdown/wrap.ts';
import { useTheme } from '../theme.ts';
import { Line } from '../widgets/line.tsx';

type Shown = Extract<Overlay, { kind: 'preview' }>;

const TONES = { added: 'good', removed: 'bad', place: 'accent', same: null } as const;

const changeLines = (changes: readonly ChangedLine[], columns: number): StyledLine[] =>
  changes.length === 0
    ? [[{ dimColor: true, text: 'nothing was changed in this session' }]]
    : changes.flatMap(({ kind, text }) => cut(text, columns).map((part): StyledLine => [{ text: part, tone: TONES[kind], dimColor: kind === 'place' }]));

const readerLines = ({ tree }: Shown, drawing: Drawing): readonly StyledLine[] => (tree === null ? [[{ dimColor: true, text: 'reading…' }]] : layOut(tree, drawing));

/** Narrower screens show one of both at a time. */
const BESIDE = 110;
const BETWEEN = 3;

const windowOf = (lines: readonly StyledLine[], from: number, height: number): readonly StyledLine[] => {
  const first = Math.min(from, Math.max(0, lines.length - height));
  return lines.slice(first, first + height);
};

/** What the preview shows, and how it is called. */
export const previewTitle = ({ view }: Shown, columns: number): string =>
  columns >= BESIDE ? 'The document, and what this session changed' : view === 'changes' ? 'Changes of this session (tab: the document)' : 'The document (tab: changes of this session)';

const Piece = ({ text, tone, ...look }: Span): ReactNode => {
  const { colour } = useTheme();
  return <Text {...look} {...(tone ? colour(tone) : {})}>{text}</Text>;
};

/** The document as its readers see it, and the exact change of the text: beside each other where there is room. */
export const Preview = ({ state, overlay, height, columns }: { readonly state: State; readonly overlay: Shown; readonly height: number; readonly columns: number }): ReactNode => {
  const { opened, session } = state;
  const { drawing } = useTheme();
  const { tree, view, from } = overlay;
  const beside = columns >= BESIDE;
  const width = beside ? Math.floor((columns - BETWEEN) / 2) : columns;
  const changes = useMemo(() => (beside || view === 'changes' ? changesBetween(opened, session.text) : []), [beside, view, opened, session.text]);
  const changed = useMemo(() => changeLines(changes, width), [changes, width]);
  const read = useMemo(() => (beside || view === 'text' ? readerLines(overlay, { columns: width, ...drawing }) : []), [beside, view, tree, width, drawing.colour, drawing.unicode]);
  const left = windowOf(beside || view === 'text' ? read : changed, from, height);
  const right = beside ? windowOf(changed, from, height) : [];
  const between = drawing.unicode ? ' │ ' : ' | ';
  return (
    <Box flexDirection="column" height={height}>
      {Array.from({ length: Math.min(height, Math.max(left.length, right.length)) }, (_, row) => {
        const line: StyledLine = beside ? [...padded(left[row] ?? [], width), { dimColor: true, text: between }, ...(right[row] ?? [])] : (left[row] ?? []);
        return <Line key={row}>{line.length === 0 ? ' ' : line.map((span, index) => <Piece key={index} {...span} />)}</Line>;
      })}
    </Box>
  );
};
