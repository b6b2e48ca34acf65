/** One option of an INI file (`.cfg`, `.ini`, `.coveragerc`) with its offsets. */
export interface IniOption {
  readonly section: string;
  readonly key: string;
  /** Continuation lines joined by a blank. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Reads an INI file as Python's `configparser` does: sections, `key = value` or `key: value`, indented lines continue a value. */
export const readIni = (text: string): readonly IniOption[] => {
  const options: IniOption[] = [];
  let section = '';
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const last = options.at(-1);
    if (/^\s/.test(line) && last !== undefined && last.section === section) {
      options[options.length - 1] = { ...last, value: `${last.value} ${content}`.trim(), end: start + line.trimEnd().length };
      continue;
    }
    if (content.startsWith('[')) {
      section = content.replace(/^\[\s*|\s*\].*$/g, '');
      continue;
    }
    const sign = content.search(/[=:]/);
    if (sign > 0) options.push({ section, key: content.slice(0, sign).trim(), value: content.slice(sign + 1).trim(), start, end: start + line.trimEnd().length });
  }
  return options;
};
