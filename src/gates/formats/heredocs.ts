const OPENING = /<<-?[ \t]*(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/;

/**
 * The here-documents of a shell script as one text of equal length: lines outside are blanked, and the line that opens one becomes
 * a YAML document separator. Offsets stay those of the script.
 */
export const heredocsOnly = (script: string): string => {
  const lines = script.split('\n');
  let closing: string | null = null;
  const kept = lines.map((line) => {
    if (closing !== null) {
      if (line.trim() !== closing) return line;
      closing = null;
      return ' '.repeat(line.length);
    }
    const opening = /^\s*#/.test(line) ? null : OPENING.exec(line);
    if (opening === null) return ' '.repeat(line.length);
    closing = opening[2] ?? null;
    return line.length < 3 ? ' '.repeat(line.length) : `---${' '.repeat(line.length - 3)}`;
  });
  return kept.join('\n');
};
