import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT } from '../../record/errors.ts';
import { findGitRoot } from '../../workspace/git.ts';
import { DEFAULT_SEVERITIES } from '../../workspace/repository.ts';
import { saveText } from '../../workspace/save.ts';
import { OWN_TEMPLATES, templateText } from '../../workspace/templates.ts';
import type { CommandRun } from '../command.ts';

const CONFIGURATION = `# What postmortem knows of this repository. Every key is optional; \`postmortem check --print-config FILE\` shows what is in force.
documents: ["postmortems/**/*.md"]
severities: [${DEFAULT_SEVERITIES.join(', ')}]
# Headings of your own, beside the known ones:
# headings:
#   lessons: [What we take home]
# Rules by id, see \`postmortem explain\`:
# rules:
#   actions/ticket: off
`;

const WORKFLOW = `name: postmortems
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  postmortems:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Post-mortems are sound
        run: npx postmortem-kit check --format pretty --format github
      - name: Gates that incidents paid for still hold
        if: github.event_name == 'pull_request'
        run: npx postmortem-kit gates diff --against "origin/\${{ github.base_ref }}" --format pretty --format github
`;

const PRE_COMMIT = `repos:
  - repo: local
    hooks:
      - id: postmortem
        name: post-mortems are sound
        entry: npx postmortem-kit check
        language: system
        types: [markdown]
        files: ^postmortems/
`;

interface SetupFile {
  readonly path: string;
  readonly text: string;
  readonly what: string;
}

const filesFor = (root: string): readonly SetupFile[] => [
  { path: 'postmortem.config.yaml', text: CONFIGURATION, what: 'configuration' },
  { path: `${OWN_TEMPLATES}/team.md`, text: templateText(root, root, 'standard'), what: 'a template of your own: `postmortem new --template team`' },
  { path: '.github/workflows/postmortems.yml', text: WORKFLOW, what: 'the CI workflow' },
  { path: '.pre-commit-config.yaml', text: PRE_COMMIT, what: 'the pre-commit hook' },
];

/** Writes the files that are not there; what is there is left alone and said. */
export const run: CommandRun = async (host, { values }) => {
  const root = findGitRoot(host.cwd) ?? host.cwd;
  const dryRun = values['dry-run'] === true;
  for (const { path, text, what } of filesFor(root)) {
    const target = join(root, path);
    if (existsSync(target)) {
      host.stdout.write(`kept     ${path}\n`);
      if (path === '.pre-commit-config.yaml') host.stderr.write(`${path} is there already; to check on commit, add:\n\n${text.split('\n').slice(1).join('\n')}\n`);
      continue;
    }
    if (!dryRun) {
      mkdirSync(dirname(target), { recursive: true });
      saveText(target, text);
    }
    host.stdout.write(`${dryRun ? 'would write' : 'wrote   '} ${path}  ${what}\n`);
  }
  host.stderr.write('Next: postmortem new --title "…" --severity SEV2\n');
  return EXIT.clean;
};
