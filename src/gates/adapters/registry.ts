import type { GateAdapter } from '../adapter.ts';

/** What discovery knows of an adapter without loading it. */
export interface AdapterRegistration {
  readonly id: string;
  /** Globs (picomatch syntax, repository-relative, dot files included) of files worth opening. */
  readonly globs: readonly string[];
  /** Words of which a file of the format holds at least one, exactly so; absent where every file of the globs is offered. Keeps most YAML unparsed. */
  readonly words?: readonly string[];
  readonly load: () => Promise<{ readonly adapter: GateAdapter }>;
}

/** Every format, one line each. A file is read by every adapter that recognises it, since one YAML file can hold documents of several formats. */
export const ADAPTERS: readonly AdapterRegistration[] = [
  { id: 'native', globs: ['**/gates.y{a,}ml', '**/*.gates.y{a,}ml'], words: ['gates/v1'], load: () => import('./native.ts') },
  // What runs the others comes first: each format's links see those made before.
  { id: 'github-rulesets', globs: ['**/.github/**/*.{json,yml,yaml}', '**/*ruleset*.{json,yml,yaml}', '**/{*settings*,suborgs}/**/*.{yml,yaml}', '**/*settings*.{yml,yaml}', '**/*.tf'], words: ['suborgrepos', '"rules"', 'rules:', 'rulesets:', 'branches:', 'overridevalidators:', 'github_branch_protection', '_ruleset"'], load: () => import('./github-rulesets.ts') },
  { id: 'github-actions', globs: ['**/.github/workflows/*.{yml,yaml}'], words: ['jobs'], load: () => import('./github-actions.ts') },
  { id: 'gitlab-ci', globs: ['**/{.,}gitlab-ci.{yml,yaml}', '**/*.gitlab-ci.{yml,yaml}', '**/{.gitlab,.gitlab-ci,gitlab-ci}/**/*.{yml,yaml}'], load: () => import('./gitlab-ci.ts') },
  { id: 'circleci', globs: ['**/.circleci/**/*.{yml,yaml}'], load: () => import('./circleci.ts') },
  { id: 'prometheus', globs: ['**/*.{yml,yaml,rules,json}'], words: ['alert:', '"alert"', 'PrometheusRule'], load: () => import('./prometheus.ts') },
  { id: 'argo-rollouts', globs: ['**/*.{yml,yaml,json}'], words: ['argoproj.io/'], load: () => import('./argo-rollouts.ts') },
  { id: 'flagger', globs: ['**/*.{yml,yaml,json,sh}'], words: ['flagger.app/'], load: () => import('./flagger.ts') },
  { id: 'kyverno', globs: ['**/*.{yml,yaml,json}'], words: ['kyverno.io/'], load: () => import('./kyverno.ts') },
  { id: 'gatekeeper', globs: ['**/*.{yml,yaml,json}'], words: ['gatekeeper.sh/'], load: () => import('./gatekeeper.ts') },
  { id: 'conftest-rego', globs: ['**/*.rego'], load: () => import('./conftest-rego.ts') },
  { id: 'kubernetes-rbac', globs: ['**/*.{yml,yaml,json}'], words: ['rbac.authorization.k8s.io'], load: () => import('./kubernetes-rbac.ts') },
  { id: 'kubernetes-pdb', globs: ['**/*.{yml,yaml,json}'], words: ['PodDisruptionBudget'], load: () => import('./kubernetes-pdb.ts') },
  { id: 'datadog', globs: ['**/*.{tf,json}'], words: ['datadog_monitor', '"query"'], load: () => import('./datadog.ts') },
  { id: 'openslo', globs: ['**/*.{yml,yaml,json}'], words: ['openslo'], load: () => import('./openslo.ts') },
  { id: 'sloth', globs: ['**/*.{yml,yaml,json}'], words: ['sloth.slok.dev/', 'prometheus/v1'], load: () => import('./sloth.ts') },
  { id: 'kayenta', globs: ['**/*.json'], words: ['"metrics"', '"kayentaCanary"'], load: () => import('./kayenta.ts') },
  { id: 'keptn', globs: ['**/*.{yml,yaml}'], words: ['spec_version', 'spec.keptn.sh/'], load: () => import('./keptn.ts') },
  { id: 'anchor', globs: ['**/gates.y{a,}ml', '**/*.gates.y{a,}ml'], words: ['AnchorSet'], load: () => import('./anchor.ts') },
  { id: 'lighthouse-ci', globs: ['**/{.,}lighthouserc{,.js,.cjs,.mjs,.json,.yml,.yaml}'], load: () => import('./lighthouse-ci.ts') },
  { id: 'k6', globs: ['**/{*k6*,*load*,*perf*,*stress*}/**/*.{js,mjs,ts}', '**/*{k6,load,perf,stress,soak,spike,smoke}*.{js,mjs,ts}', '**/k6/**/*.json'], words: ['"k6', "'k6", 'hresholds'], load: () => import('./k6.ts') },
  { id: 'codecov', globs: ['**/{.,}codecov.{yml,yaml}'], load: () => import('./codecov.ts') },
  { id: 'coverage-thresholds', globs: ['**/vite{,st}.{config,workspace}*.{js,mjs,cjs,ts,mts,cts}', '**/jest.config*.{js,mjs,cjs,ts,json}', '**/.{nyc,c8}rc{,.json,.yml,.yaml}', '**/package.json', '**/{pyproject.toml,.coveragerc,setup.cfg,tox.ini}'], words: ['coverage', 'hreshold', 'fail_under', 'check-coverage', 'nyc', 'c8'], load: () => import('./coverage-thresholds.ts') },
  { id: 'great-expectations', globs: ['**/*.json'], words: ['"expectations"'], load: () => import('./great-expectations.ts') },
  { id: 'promptfoo', globs: ['**/*promptfoo*.{yml,yaml,json,js,mjs,cjs,ts}', '**/promptfoo/**/*.{yml,yaml,json}', '**/*.{yml,yaml}'], words: ['promptfoo', 'assert:', '"assert"', 'tests:', 'providers:', 'redteam:'], load: () => import('./promptfoo.ts') },
  { id: 'deepeval', globs: ['**/{test,tests,*eval*}/**/*.py', '**/{test_*,*_test,*eval*}.py'], words: ['deepeval'], load: () => import('./deepeval.ts') },
  { id: 'pre-commit', globs: ['**/.pre-commit-config.{yml,yaml}'], load: () => import('./pre-commit.ts') },
  { id: 'mergify', globs: ['**/.mergify.{yml,yaml}', '**/.mergify/config.{yml,yaml}'], load: () => import('./mergify.ts') },
  { id: 'dependency-updates', globs: ['**/.github/dependabot.{yml,yaml}', '**/{.,}renovate{.json,.json5,rc,rc.json}'], load: () => import('./dependency-updates.ts') },
  { id: 'alembic', globs: ['**/*.ini'], words: ['[alembic]'], load: () => import('./alembic.ts') },
];
