/** Endings of files by the language that a code block names, so that the format's adapter looks at it. */
const ENDINGS: Readonly<Record<string, string>> = { hcl: 'tf', terraform: 'tf', tf: 'tf', yaml: 'yaml', yml: 'yaml', json: 'json' };

/** A code block as the file that it would be; null for a language that holds no gates. */
export const snippetFile = (language: string, text: string): { readonly path: string; readonly text: string } | null => {
  const ending = ENDINGS[language.toLowerCase()];
  return ending === undefined ? null : { path: `snippet.${ending}`, text };
};

/** The fenced code blocks of a Markdown text that name a language, found by its lines alone. */
export const fencedBlocks = (text: string): readonly { readonly language: string; readonly text: string }[] => {
  const found: { language: string; text: string }[] = [];
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, fence = '', info = ''] = /^\s{0,9}(`{3,}|~{3,})[ \t]*([\w-]*)/.exec(line) ?? [];
    if (open === null) {
      if (fence !== '' && info !== '') open = { fence, language: info, lines: [] };
    } else if (fence.startsWith(open.fence) && info === '') {
      found.push({ language: open.language, text: open.lines.join('\n') });
      open = null;
    } else open.lines.push(line);
  }
  return found;
};
