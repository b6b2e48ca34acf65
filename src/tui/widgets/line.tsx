import { Text } from 'ink';
import type { ReactNode } from 'react';
import { graphemesOf, widthOf } from '../../record/width.ts';
import { useTheme, type Tone } from '../theme.ts';

interface Style {
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly dimColor?: boolean;
}

/**
 * One line of the screen: what does not fit is cut off. Callers give as many lines as there is room for: clipping a box makes Ink draw each of its
 * characters twice.
 */
export const Line = ({ tone, children, ...style }: Style & { readonly tone?: Tone | null; readonly children: ReactNode }): ReactNode => {
  const { colour } = useTheme();
  return <Text wrap="truncate" {...style} {...(tone ? colour(tone) : {})}>{children}</Text>;
};

/** A text in exactly so many columns. */
export const fit = (text: string, columns: number): string => {
  const width = widthOf(text);
  if (width <= columns) return text + ' '.repeat(columns - width);
  let kept = '';
  let used = 0;
  for (const character of graphemesOf(text)) {
    const next = used + widthOf(character);
    if (next > columns - 1) break;
    kept += character;
    used = next;
  }
  return `${kept}…${' '.repeat(Math.max(0, columns - used - 1))}`;
};

/** A horizontal rule with a title in it. */
export const Rule = ({ title, right = '', columns }: { readonly title: string; readonly right?: string; readonly columns: number }): ReactNode => {
  const { sign } = useTheme();
  const end = right === '' ? '' : ` ${right} ${sign('rule')}`;
  return <Line dimColor>{`${sign('rule')} ${title} ${sign('rule').repeat(Math.max(0, columns - widthOf(title) - widthOf(end) - 3))}${end}`}</Line>;
};
