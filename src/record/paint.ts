import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];
/** Gives text its colour or weight; without colour, the text itself. */
export type Paint = (format: Format, text: string) => string;

/** The painter for a stream that was found to show colour or not; the decision is made once, by the command line. */
export const painter = (colour: boolean): Paint => (colour ? (format, text) => styleText(format, text, { validateStream: false }) : (_format, text) => text);
