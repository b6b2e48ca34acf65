import type { GateAdapter } from '../adapter.ts';

/** What discovery knows of an adapter without loading it. */
export interface AdapterRegistration {
  readonly id: string;
  /** Globs (picomatch syntax, repository-relative, dot files included) of files worth opening. */
  readonly globs: readonly string[];
  /** Words of which a file of the format holds at least one, exactly so; absent where every file of the globs is offered. Keeps most YAML unparsed. */
  readonly words?: readonly string[];
  /** Files that may be of the format without standing where its tool looks, with their words: offered when the user names them. Absent where `globs` leave none out. */
  readonly elsewhere?: { readonly globs: readonly string[]; readonly words: readonly string[] };
  readonly load: () => Promise<{ readonly adapter: GateAdapter }>;
}

const YAML = ['**/*.{yml,yaml}'];
const JSON_FILES = ['**/*.{json,json5}'];
const SCRIPTS = ['**/*.{js,mjs,cjs,ts,mts,cts}'];

/** Every format, one line each. A file is read by every adapter that recognises it, since one YAML file can hold documents of several formats; one that its place does not tell, by the first that its content tells. */
export const ADAPTERS: readonly AdapterRegistration[] = [
  { id: 'native', globs: ['**/gates.y{a,}ml', '**/*.gates.y{a,}ml'], words: ['gates/v1'], elsewhere: { globs: YAML, words: ['gates/v1'] }, load: () => import('./native.ts') },
  // What runs the others comes first: each format's links see those made before.
  { id: 'github-rulesets', globs: ['**/.github/**/*.{json,yml,yaml}', '**/*ruleset*.{json,yml,yaml}', '**/{*settings*,suborgs}/**/*.{yml,yaml}', '**/*settings*.{yml,yaml}', '**/*.tf'], words: ['suborgrepos', '"rules"', 'rules:', 'rulesets:', 'branches:', 'overridevalidators:', 'github_branch_protection', '_ruleset"'], elsewhere: { globs: [...YAML, ...JSON_FILES], words: ['enforcement', 'protection:', 'required_status_checks', 'suborgrepos', 'overridevalidators'] }, load: () => import('./github-rulesets.ts') },
  { id: 'github-actions', globs: ['**/.github/workflows/*.{yml,yaml}'], words: ['jobs'], elsewhere: { globs: YAML, words: ['runs-on', 'uses:'] }, load: () => import('./github-actions.ts') },
  { id: 'gitlab-ci', globs: ['**/{.,}gitlab-ci.{yml,yaml}', '**/*.gitlab-ci.{yml,yaml}', '**/{.gitlab,.gitlab-ci,gitlab-ci}/**/*.{yml,yaml}'], elsewhere: { globs: YAML, words: ['script:', 'stages:'] }, load: () => import('./gitlab-ci.ts') },
  { id: 'circleci', globs: ['**/.circleci/**/*.{yml,yaml}'], elsewhere: { globs: YAML, words: ['workflows', 'jobs'] }, load: () => import('./circleci.ts') },
  { id: 'prometheus', globs: ['**/*.{yml,yaml,rules,json}'], words: ['alert:', '"alert"', 'PrometheusRule'], load: () => import('./prometheus.ts') },
  { id: 'argo-rollouts', globs: ['**/*.{yml,yaml,json}'], words: ['argoproj.io/'], load: () => import('./argo-rollouts.ts') },
  { id: 'flagger', globs: ['**/*.{yml,yaml,json,sh}'], words: ['flagger.app/'], load: () => import('./flagger.ts') },
  { id: 'kyverno', globs: ['**/*.{yml,yaml,json}'], words: ['kyverno.io/'], load: () => import('./kyverno.ts') },
  { id: 'gatekeeper', globs: ['**/*.{yml,yaml,json}'], words: ['gatekeeper.sh/'], load: () => import('./gatekeeper.ts') },
  { id: 'conftest-rego', globs: ['**/*.rego'], load: () => import('./conftest-rego.ts') },
  { id: 'kubernetes-rbac', globs: ['**/*.{yml,yaml,json}'], words: ['rbac.authorization.k8s.io'], load: () => import('./kubernetes-rbac.ts') },
  { id: 'kubernetes-pdb', globs: ['**/*.{yml,yaml,json}'], words: ['PodDisruptionBudget'], load: () => import('./kubernetes-pdb.ts') },
  { id: 'datadog', globs: ['**/*.{tf,json,yml,yaml}'], words: ['datadog_monitor', '"query"', 'DatadogMonitor'], load: () => import('./datadog.ts') },
  { id: 'openslo', globs: ['**/*.{yml,yaml,json}'], words: ['openslo'], load: () => import('./openslo.ts') },
  { id: 'sloth', globs: ['**/*.{yml,yaml,json}'], words: ['sloth.slok.dev/', 'prometheus/v1'], load: () => import('./sloth.ts') },
  { id: 'kayenta', globs: ['**/*.json'], words: ['"metrics"', '"kayentaCanary"'], load: () => import('./kayenta.ts') },
  { id: 'keptn', globs: ['**/*.{yml,yaml}'], words: ['spec_version', 'spec.keptn.sh/'], load: () => import('./keptn.ts') },
  { id: 'anchor', globs: ['**/gates.y{a,}ml', '**/*.gates.y{a,}ml'], words: ['AnchorSet'], elsewhere: { globs: YAML, words: ['AnchorSet'] }, load: () => import('./anchor.ts') },
  { id: 'lighthouse-ci', globs: ['**/{.,}lighthouserc{,.js,.cjs,.mjs,.json,.yml,.yaml}'], elsewhere: { globs: [...SCRIPTS, ...YAML, ...JSON_FILES], words: ['assert', 'collect', 'lighthouserc'] }, load: () => import('./lighthouse-ci.ts') },
  { id: 'k6', globs: ['**/{*k6*,*load*,*perf*,*stress*}/**/*.{js,mjs,ts}', '**/*{k6,load,perf,stress,soak,spike,smoke}*.{js,mjs,ts}', '**/k6/**/*.json'], words: ['"k6', "'k6", 'hresholds'], elsewhere: { globs: [...SCRIPTS, ...JSON_FILES], words: ['"k6', "'k6", '"thresholds"'] }, load: () => import('./k6.ts') },
  { id: 'codecov', globs: ['**/{.,}codecov.{yml,yaml}'], elsewhere: { globs: YAML, words: ['codecov', 'status:', 'component_management', 'flag_management'] }, load: () => import('./codecov.ts') },
  { id: 'coverage-thresholds', globs: ['**/vite{,st}.{config,workspace}*.{js,mjs,cjs,ts,mts,cts}', '**/jest.config*.{js,mjs,cjs,ts,json}', '**/.{nyc,c8}rc{,.json,.yml,.yaml}', '**/package.json', '**/{pyproject.toml,.coveragerc,setup.cfg,tox.ini}'], words: ['coverage', 'hreshold', 'fail_under', 'check-coverage', 'nyc', 'c8'], elsewhere: { globs: [...SCRIPTS, ...YAML, ...JSON_FILES, '**/*.{toml,ini,cfg}'], words: ['hreshold', 'fail_under', 'cov-fail-under', 'check-coverage'] }, load: () => import('./coverage-thresholds.ts') },
  { id: 'great-expectations', globs: ['**/*.json'], words: ['"expectations"'], load: () => import('./great-expectations.ts') },
  { id: 'promptfoo', globs: ['**/*promptfoo*.{yml,yaml,json,js,mjs,cjs,ts}', '**/promptfoo/**/*.{yml,yaml,json}', '**/*.{yml,yaml}'], words: ['promptfoo', 'assert:', '"assert"', 'tests:', 'providers:', 'redteam:'], elsewhere: { globs: [...SCRIPTS, ...YAML, ...JSON_FILES], words: ['prompts', 'targets', 'providers'] }, load: () => import('./promptfoo.ts') },
  { id: 'deepeval', globs: ['**/{test,tests,*eval*}/**/*.py', '**/{test_*,*_test,*eval*}.py'], words: ['deepeval'], elsewhere: { globs: ['**/*.py'], words: ['deepeval'] }, load: () => import('./deepeval.ts') },
  { id: 'pre-commit', globs: ['**/.pre-commit-config.{yml,yaml}'], elsewhere: { globs: YAML, words: ['hooks:'] }, load: () => import('./pre-commit.ts') },
  { id: 'mergify', globs: ['**/.mergify.{yml,yaml}', '**/.mergify/config.{yml,yaml}'], elsewhere: { globs: YAML, words: ['queue_rules', 'pull_request_rules', 'merge_protections'] }, load: () => import('./mergify.ts') },
  { id: 'dependency-updates', globs: ['**/.github/dependabot.{yml,yaml}', '**/{.,}renovate{.json,.json5,rc,rc.json}'], elsewhere: { globs: [...YAML, ...JSON_FILES], words: ['package-ecosystem', 'renovate', 'packageRules', 'config:'] }, load: () => import('./dependency-updates.ts') },
  { id: 'alembic', globs: ['**/*.ini'], words: ['[alembic]'], load: () => import('./alembic.ts') },
];
