/** Stands for each character of a template action in a masked text; from the private use area, so that no file holds it by right. */
export const PLACEHOLDER = '\u{E000}';

const ACTION = /\{\{|\{%|\{#/g;
const CLOSERS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** Whether the text holds template actions (`{{ }}`, `{% %}`) other than the expressions of GitHub Actions (`${{ }}`). */
export const mayBeTemplated = (text: string): boolean => /(?<!\$)\{\{|\{%/.test(text);

/** Offset past an action that opens at `start`, skipping quoted and backquoted strings; the end of the text where it is not closed. */
const actionEnd = (text: string, start: number, closer: string): number => {
  for (let at = start + 2; at < text.length; at++) {
    const character = text[at];
    if (character === closer[0] && text.startsWith(closer, at)) return at + 2;
    if (character !== '"' && character !== '`') continue;
    const end = text.indexOf(character, at + 1);
    if (end >= 0 && (character === '`' || !text.slice(at, end).includes('\n'))) at = end;
  }
  return text.length;
};

/** Lines longer than this after an action are not looked at for whether the action stands alone. */
const LOOK_AHEAD = 500;

const restIsBlank = (text: string, from: number): boolean => {
  const ahead = text.slice(from, from + LOOK_AHEAD);
  const lineEnd = ahead.indexOf('\n');
  if (lineEnd < 0 && from + LOOK_AHEAD < text.length) return false;
  return (lineEnd < 0 ? ahead : ahead.slice(0, lineEnd)).replaceAll(/\{\{[^{}]*\}\}/g, '').trim() === '';
};

/**
 * Replaces the actions of a Helm, Go or Jinja template so that what is left can be parsed, with all offsets kept: an action that
 * has its lines to itself becomes blanks, any other becomes {@link PLACEHOLDER}s, by which its value is known to be opaque.
 */
export const maskTemplate = (text: string): string => {
  const masked: string[] = [];
  let copied = 0;
  let lineIsBlank = true;
  const action = new RegExp(ACTION);
  for (let match = action.exec(text); match !== null; match = action.exec(text)) {
    const between = text.slice(copied, match.index);
    const lineStart = between.lastIndexOf('\n') + 1;
    lineIsBlank = (lineStart > 0 || lineIsBlank) && between.slice(lineStart).trim() === '';
    const end = actionEnd(text, match.index, CLOSERS[match[0]] ?? '}}');
    lineIsBlank &&= restIsBlank(text, end);
    masked.push(between, text.slice(match.index, end).replaceAll(/[^\r\n]/g, lineIsBlank ? ' ' : PLACEHOLDER));
    copied = end;
    action.lastIndex = end;
  }
  masked.push(text.slice(copied));
  return masked.join('');
};
