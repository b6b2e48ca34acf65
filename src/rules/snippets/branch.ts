import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { codeBlocks } from './code-blocks.ts';

const remoteBranch = /(?<![\w/.-])origin[/ ](main|master|trunk|develop)(?![\w/-])/g;
const OTHER: Readonly<Record<string, string>> = { main: 'master', master: 'main' };
const guard = '# Outage\n\n## Action items\n\n### Guard the deploy\n\n```sh\nif ! git merge-base --is-ancestor HEAD origin/master; then\n  exit 1\nfi\n```\n';

export const branch = defineRule({
  id: 'snippets/branch',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'Code in the document names a branch that does not exist in this repository',
    why: 'A guard on `origin/master` in a repository whose default branch is `main` fails on every commit, or compares with a branch that nobody updates any more.',
    fix: 'Write the default branch. Where no repository is there to ask, the rule says so once, as information.',
    sources: ['git, gitrevisions(7)'],
  },
  options: noOptions,
  examples: [
    { name: 'the default branch is main', document: guard, findings: ['8:40-8:53 error The branch "master" does not exist in this repository; the default is "main"'], repository: { defaultBranch: 'main', branches: ['main'] } },
    { name: 'nobody can tell', document: guard, findings: ['8:40-8:53 info This code relies on the branch "master", and no repository is here to tell whether it exists'] },
    { name: 'it exists', document: guard, findings: [], repository: { defaultBranch: 'master', branches: ['master'] } },
    { name: 'a branch of the same name is another', document: '# Outage\n\n```sh\ngit fetch origin mainline\ngit log origin/main-2\n```\n', findings: [], repository: { defaultBranch: 'trunk', branches: ['trunk'] } },
  ],
  *check({ document, repository: { defaultBranch, branches } }): Iterable<RuleFinding> {
    if (!document.text.includes('origin')) return;
    const known = defaultBranch === null ? null : new Set([defaultBranch, ...(branches ?? [])]);
    const said = new Set<string>();
    for (const block of codeBlocks(document)) {
      for (const match of block.value.matchAll(remoteBranch)) {
        const name = match[1] ?? '';
        if (known?.has(name) || said.has(name)) continue;
        // Only the old default is worth a question without a repository.
        if (known === null && name !== 'master') continue;
        said.add(name);
        const start = block.start + match.index;
        yield {
          source: document.lines.source(start, start + match[0].length),
          message: known === null ? `This code relies on the branch "${name}", and no repository is here to tell whether it exists` : `The branch "${name}" does not exist in this repository; the default is "${defaultBranch ?? ''}"`,
          suggestion: known === null ? `Check that the default branch is not "${OTHER[name] ?? 'another'}"` : `Write "${defaultBranch ?? ''}"`,
          ...(known === null && { atMost: 'info' as const }),
        };
      }
    }
  },
});
