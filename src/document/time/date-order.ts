const fullNumeric = /(?<![\d./-])(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?![\d./-]\d|\d)/g;

/** True (day first) or false where some date of the text can be read in one order only; undefined where nothing proves the order. */
export const orderInText = (text: string): boolean | undefined => {
  for (const [, first, second] of text.matchAll(fullNumeric)) {
    if (Number(first) > 12 && Number(first) <= 31 && Number(second) <= 12) return true;
    if (Number(second) > 12 && Number(second) <= 31 && Number(first) <= 12) return false;
  }
  return undefined;
};

const american = /\d[ \t]?(?:[AaPp]\.?[Mm]\.?[ \t])?[ \t]?\(?(?:[PEM][SD]T|CDT|PT|ET)\b|\b[Tt]ime(?:s|line)?\b[^\n]{0,40}\b(?:[PEM][SD]T|CDT|PT|ET|Pacific|Eastern)\b|\bUS\/(?:Pacific|Mountain|Central|Eastern)\b/;

/** False where the text keeps its times in a zone of the United States, where the month stands first; undefined elsewhere. */
export const likelyOrder = (text: string): false | undefined => (american.test(text) ? false : undefined);
