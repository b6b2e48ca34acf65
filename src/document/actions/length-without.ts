/** Length of a text without what a pattern finds at its end. Looks at the end only: a search from the start is quadratic in a run of spaces. */
export const lengthWithout = (text: string, closing: RegExp): number => {
  const tail = text.slice(-100);
  return text.length - tail.length + tail.replace(closing, '').length;
};
