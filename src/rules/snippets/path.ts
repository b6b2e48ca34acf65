import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';

/** Languages whose blocks are run as they stand. Logs and consoles tell what once was, so their paths are not judged. */
const RUNNABLE = new Set(['sh', 'bash', 'shell', 'zsh', 'yaml', 'yml', 'dockerfile', 'make', 'makefile']);
/** A path with a folder and an extension, or one that starts with `./`; no variables, globs, hosts or addresses. */
const relativePath = /(?<![\w./:@$~*{}-])(\.\/)?((?:\.?[\w-][\w.-]*\/)+[\w-][\w.-]*\.[a-z][a-z0-9]{0,9})(?![\w/*{}$-])/gi;
/** From here on paths are relative to somewhere else, or belong to another checkout. */
const elsewhere = /\b(?:cd|pushd|git\s+(?:clone|checkout|switch|show|worktree)|kubectl\s+exec|docker\s+(?:run|exec)|ssh|curl|wget)\s|\bworking-directory\s*:/;
/** A line that makes, moves or removes what it names. */
const makes = />|\b(?:touch|mkdir|tee|cp|mv|rm|install|ln)\s|\s-o\s|--out(?:put|file)?\b/;
/** What the prose says of files that are not there yet, or no longer. */
const notHere = /\b(?:add|adds|added|adding|create[sd]?|creating|writ(?:e|es|ing|ten)|introduc(?:e|es|ed|ing)|new|delet(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|renam(?:e|es|ed|ing)|used to|formerly|then called)\b/i;

interface NamedPath {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const pathsIn = ({ value, start: blockStart }: CodeBlock): readonly NamedPath[] => {
  const found: NamedPath[] = [];
  let at = blockStart;
  for (const line of value.split('\n')) {
    const code = line.replace(/(?:^|\s)#.*$/, '');
    if (elsewhere.test(code)) break;
    if (!makes.test(code))
      for (const match of code.matchAll(relativePath)) {
        const start = at + match.index;
        found.push({ path: match[2] ?? '', start, end: start + match[0].length });
      }
    at += line.length + 1;
  }
  return found;
};

/** The prose above a block, up to the heading or block before it. */
const proseBefore = ({ text }: MarkdownDocument, { start }: CodeBlock): string => {
  const before = text.slice(Math.max(0, start - 600), start);
  const from = Math.max(before.lastIndexOf('\n#'), before.lastIndexOf('```\n', before.length - 8));
  return from < 0 ? before : before.slice(from);
};

const runbook = (path: string, prose = 'Before a deploy, run the check:'): string => `# Outage\n\n## Action items\n\n${prose}\n\n\`\`\`sh\n./scripts/${path} --all\n\`\`\`\n`;
const present = new Set(['scripts', 'scripts/check-migrations.sh']);
const repository = { exists: (path: string): boolean => present.has(path) };

export const path = defineRule({
  id: 'snippets/path',
  since: '0.1.0',
  severity: { adopted: 'info', draft: 'warning', review: 'warning', final: 'warning', closed: 'info' },
  docs: {
    summary: 'Code in the document runs or reads a file that is not in this repository',
    why: 'A check that calls a script nobody has fails, or is skipped, on the day that it is needed. Only paths in a folder that this repository has are judged; other paths may belong to another.',
    fix: 'Correct the path, or commit the file.',
    sources: ['POSIX.1-2024, Shell Command Language'],
  },
  options: noOptions,
  examples: [
    { name: 'a script of another name', document: runbook('check-migration.sh'), repository, findings: ['8:1-8:29 info "scripts/check-migration.sh" does not exist in this repository'] },
    { name: 'it exists', document: runbook('check-migrations.sh'), repository, findings: [] },
    { name: 'the item is to write it', document: runbook('check-lag.sh', 'Write a check of the replication lag, to be run so:'), repository, findings: [] },
    { name: 'a folder of some other repository, an address, a variable', document: '# Outage\n\n```sh\nbash tools/x.sh https://example.org/scripts/a.sh "$HOME/scripts/b.sh" scripts/*.sh\n```\n', repository, findings: [] },
    { name: 'a log tells what once was', document: '# Outage\n\n```\nscripts/old.sh: line 4: exit 1\n```\n', repository, findings: [] },
    { name: 'made by the block, or in another folder', document: '# Outage\n\n```sh\necho ok > scripts/state.txt\ncd app\nbash scripts/other.sh\n```\n', repository, findings: [] },
  ],
  *check({ document, repository: { exists } }): Iterable<RuleFinding> {
    for (const block of codeBlocks(document)) {
      if (!RUNNABLE.has(block.language) || notHere.test(proseBefore(document, block))) continue;
      for (const { path: named, start, end } of pathsIn(block)) {
        const folder = named.slice(0, named.indexOf('/'));
        if (exists(folder) !== true || exists(named) !== false) continue;
        yield { source: document.lines.source(start, end), message: `"${named}" does not exist in this repository`, suggestion: 'Correct the path, or commit the file' };
      }
    }
  },
});
