import type { CommandSummary, Option } from '../command.ts';

const json: Option = { kind: 'boolean', summary: 'Print JSON' };
const config: Option = { kind: 'string', value: 'FILE', summary: 'Configuration to use instead of the one found upwards' };
const strict: Option = { kind: 'boolean', summary: 'Judge what cannot be ranked as an error unless it still fires on the incident' };

/** Formats of `gates diff`. */
export const GATE_DIFF_FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'] as const;

/** Everything about gates: one command each. */
export const GATES_COMMANDS: readonly CommandSummary[] = [
  {
    name: 'gates list',
    summary: 'Every gate of the repository: what it fires on, whether it stops anything, and the incidents that paid for it',
    usage: '[PATHS…] [--json]',
    examples: [
      { command: 'postmortem gates list', does: 'all gates of the repository' },
      { command: 'postmortem gates list alerts deploy --json', does: 'those of two folders, as data' },
      { command: 'postmortem gates list ../templates/ci.yml', does: 'of a file wherever it stands, by its content' },
    ],
    options: { json, config },
    load: () => import('./gates-list.ts'),
  },
  {
    name: 'gates lint',
    summary: 'Gates that cannot do their job: cannot fail, pass without data, never run, are required but never report',
    usage: '[PATHS…] [--fail-on LEVEL] [--json]',
    examples: [{ command: 'postmortem gates lint', does: 'exit code 1 where a gate cannot fail' }],
    options: { json, config, 'fail-on': { kind: 'string', value: 'LEVEL', choices: ['error', 'warning', 'info', 'never'], summary: 'Gravity from which findings give exit code 1; default error' } },
    load: () => import('./gates-lint.ts'),
  },
  {
    name: 'gates replay',
    summary: "Run each linked gate on the incident's own figures: fires, silent, or undecidable and why",
    usage: '[RECORDS…] [--promtool FILE] [--json]',
    examples: [
      { command: 'postmortem gates replay', does: 'every gate that a post-mortem links' },
      { command: 'postmortem gates replay docs/postmortems/2026-04-24.md --promtool tests/2026-04-24.yml', does: 'a unit test of the linked Prometheus alerts for `promtool test rules`' },
    ],
    options: { json, config, promtool: { kind: 'string', value: 'FILE', summary: 'Write a promtool unit test for the linked Prometheus alerts (`-` for standard output)' } },
    load: () => import('./gates-replay.ts'),
  },
  {
    name: 'gates lock',
    summary: 'Write gates.lock.yaml: the floor of every linked gate, below which nothing may creep',
    usage: '[--check] [--json]',
    examples: [
      { command: 'postmortem gates lock', does: 'add what is newly linked, raise what became stronger; never lower anything' },
      { command: 'postmortem gates lock --check', does: 'exit code 1 where the lock is not up to date' },
    ],
    options: { json, config, check: { kind: 'boolean', summary: 'Write nothing; exit code 1 where something would change' } },
    load: () => import('./gates-lock.ts'),
  },
  {
    name: 'gates diff',
    summary: 'The ratchet: what a change does to protection, against a git reference, the lock, or both',
    usage: '[OLD NEW] [--against REF|lock] [--format FORMAT] [--linked] [--strict] [--fail-on LEVEL]',
    examples: [
      { command: 'postmortem gates diff', does: 'against the default branch, and the lock where there is one' },
      { command: 'postmortem gates diff --against origin/main --format markdown', does: 'a comment for the pull request' },
      { command: 'postmortem gates diff --against lock', does: 'what crept below the floor in many small steps' },
      { command: 'postmortem gates diff old/alerts.yml new/alerts.yml', does: 'two files or folders side by side' },
    ],
    options: {
      against: { kind: 'string', value: 'REF|lock', summary: 'What to compare with (default: the default branch, and the lock where there is one)' },
      format: { kind: 'string', value: 'FORMAT', choices: GATE_DIFF_FORMATS, summary: 'Format; default text' },
      json: { kind: 'boolean', summary: 'Short for --format json' },
      linked: { kind: 'boolean', summary: 'Only gates that an incident paid for' },
      strict,
      'fail-on': { kind: 'string', value: 'LEVEL', choices: ['ERR', 'WARN', 'never'], summary: 'Level from which changes give exit code 1; default ERR' },
      config,
    },
    load: () => import('./gates-diff.ts'),
  },
  {
    name: 'gates accept',
    summary: 'Accept a weaker gate: for a reason, by somebody, until a date; an error again when it expires',
    usage: 'FINGERPRINT --reason TEXT --by WHO --until DATE [--against REF|lock]',
    examples: [{ command: 'postmortem gates accept 3f1c0a9be2d4 --reason "0.3 paged every night" --by @mira-holt --until 2027-01-31', does: 'written to gates.lock.yaml' }],
    options: {
      reason: { kind: 'string', value: 'TEXT', summary: 'Why a weaker gate is right' },
      by: { kind: 'string', value: 'WHO', summary: 'Who answers for it' },
      until: { kind: 'string', value: 'DATE', summary: 'The last day on which it holds, YYYY-MM-DD' },
      against: { kind: 'string', value: 'REF|lock', summary: 'Where the change was found (default: as gates diff)' },
      json,
      config,
    },
    load: () => import('./gates-accept.ts'),
  },
  {
    name: 'gates why',
    summary: 'Which incident is this line here for? For the engineer about to delete it',
    usage: 'PATH[:LINE] [--json]',
    examples: [{ command: 'postmortem gates why alerts/checkout.yml:14', does: 'the gate around line 14, its incidents and what it says to their figures' }],
    options: { json, config },
    load: () => import('./gates-why.ts'),
  },
  {
    name: 'gates suggest',
    summary: 'For each action item without a gate, the gates of the repository that match it best, for a person to choose',
    usage: 'FILE [--json]',
    examples: [{ command: 'postmortem gates suggest docs/postmortems/2026-04-24.md', does: 'up to five candidates an item' }],
    options: { json, config },
    load: () => import('./gates-suggest.ts'),
  },
  {
    name: 'gates evaluate',
    summary: 'Run the gates of a gates.yaml on results: promotion, canary, rollback, roll-out coverage with stragglers',
    usage: 'FILE --results FILE… [--section NAME] [--format FORMAT]',
    examples: [
      { command: 'postmortem gates evaluate gates.yaml --results out/results.json', does: 'exit code 0 where all gates pass, 1 where one fails' },
      { command: 'postmortem gates evaluate gates.yaml --section promotion --results out/results.json --format github', does: 'one section, as annotations' },
    ],
    options: {
      results: { kind: 'string', multiple: true, value: 'FILE', summary: 'Results, JSON or YAML; several are joined' },
      section: { kind: 'string', multiple: true, value: 'NAME', choices: ['promotion', 'canary', 'rollback', 'rollout', 'soak'], summary: 'Evaluate only this section' },
      override: { kind: 'string', value: 'FILE', summary: 'A break-glass override (who, when, reason, gate), where the file allows one' },
      format: { kind: 'string', value: 'FORMAT', choices: ['text', 'json', 'github'], summary: 'Format; default text' },
      json: { kind: 'boolean', summary: 'Short for --format json' },
    },
    load: () => import('./gates-evaluate.ts'),
  },
  {
    name: 'gates diff-driver',
    summary: 'A git diff driver: `git diff` shows what a change does to gates instead of lines',
    usage: 'PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE',
    examples: [
      { command: 'git config diff.gates.command "postmortem gates diff-driver"', does: 'once in a clone' },
      { command: 'echo "alerts/*.yml diff=gates" >> .gitattributes', does: 'once in a repository' },
    ],
    options: {},
    load: () => import('./gates-diff-driver.ts'),
  },
];
