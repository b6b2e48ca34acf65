import { createContext, useContext } from 'react';

/** Which colours and signs a screen is drawn with. */
export interface Theme {
  readonly colour: boolean;
  readonly unicode: boolean;
}

const Themes = createContext<Theme>({ colour: true, unicode: true });
export const ThemeProvider = Themes.Provider;

export type Tone = 'good' | 'bad' | 'warn' | 'accent';

const COLOURS = { good: 'green', bad: 'red', warn: 'yellow', accent: 'cyan' } as const satisfies Record<Tone, string>;

const SIGNS = {
  selected: ['▸', '>'],
  error: ['✖', 'x'],
  warning: ['!', '!'],
  filled: ['✓', '+'],
  empty: ['·', '.'],
  rule: ['─', '-'],
  started: ['●', 'o'],
  detected: ['◉', '@'],
  mitigated: ['✔', 'v'],
  branch: ['└ ', '- '],
} as const;

export type Sign = keyof typeof SIGNS;

/** Colours and signs of the terminal that is drawn on. */
export const useTheme = (): { readonly drawing: Theme; readonly sign: (name: Sign) => string; readonly colour: (tone: Tone) => { readonly color: string } | Record<never, never> } => {
  const { colour, unicode } = useContext(Themes);
  return {
    drawing: { colour, unicode },
    sign: (name) => SIGNS[name][unicode ? 0 : 1],
    colour: (tone) => (colour ? { color: COLOURS[tone] } : {}),
  };
};
