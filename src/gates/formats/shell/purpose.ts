/** What a command is there for: it checks something, does something (publishes, deploys, reports), prepares, or nobody can tell. */
export type Purpose = 'checks' | 'acts' | 'prepares' | 'unknown';

/** Programs and subcommands whose verdict is what they are run for. */
const CHECKS =
  /^(?:(?:npx|bunx|pnpm exec|pnpm dlx|yarn dlx|uv run|poetry run|pipenv run|bundle exec|hatch run|python3? -m|dotnet tool run|sudo|time|xvfb-run) +(?:-\S+ +)*)*(?:pytest|unittest|tox|nox|coverage|jest|vitest|mocha|ava|karma|cypress|playwright|rspec|phpunit|ctest|bats|eslint|oxlint|biome|stylelint|prettier|tsc|vue-tsc|ruff|flake8|pylint|mypy|pyright|black|isort|bandit|rubocop|golangci-lint|staticcheck|govulncheck|shellcheck|hadolint|yamllint|markdownlint\S*|actionlint|zizmor|ansible-lint|tflint|tfsec|checkov|terrascan|conftest|opa|kubeconform|kubeval|kube-linter|kube-score|polaris|datree|trivy|grype|syft|snyk|semgrep|gitleaks|trufflehog|codeql|sonar-scanner|pre-commit|commitlint|promtool|k6|lhci|promptfoo|deepeval|linkchecker|lychee|codespell|vale|cspell|knip|depcheck|buf|spectral|oasdiff|(?:go|cargo|make|just|task|dotnet|swift|flutter|dart|mvn|\.\/mvnw|gradle|\.\/gradlew|sbt|rake|rails|deno|bun|zig|mix|lein|npm|yarn|pnpm|helm|terraform|docker compose|nx|turbo|bazel) +(?:\S+ +)*?(?:run +)?(?:test|tests|check|lint|clippy|vet|fmt|verify|validate|audit|typecheck|type-check|analyze|nextest|spec|e2e|format:check|plan)\S*|kubectl +rollout +status|git +diff +.*--exit-code|alembic +check)\b/;

/** Programs and subcommands that change something elsewhere. */
const ACTS =
  /^(?:sudo +)?(?:(?:npm|pnpm|yarn|bun|cargo|poetry|uv|hatch|flit|lerna|changeset|npx changeset|vsce|ovsx|pod trunk|dart pub|mix hex\.)\S* *(?:run +)?publish|twine|gem +push|docker +(?:push|tag|buildx +imagetools)|crane|cosign|oras|goreleaser|semantic-release|release-it|helm +(?:push|upgrade|install|repo)|kubectl +(?:apply|create|delete|patch|set|replace|scale|annotate|label)|kustomize|argocd|flux|terraform +(?:apply|destroy)|terragrunt +apply|pulumi +up|cdk +deploy|sam +deploy|serverless +deploy|vercel|netlify|firebase|wrangler|flyctl|fly|heroku|gcloud|aws|az|rsync|scp|ssh|gh +(?:release|pr|issue|label|api|run|workflow|repo)|git +(?:push|commit|tag|config|add|merge|rebase|cherry-pick|switch|branch|rm)|mkdocs +gh-deploy|mike|gh-pages|ansible-playbook|slack\S*|mail)\b/;

const PREPARES =
  /^(?:sudo +)?(?:apt-get|apt|apk|brew|dnf|yum|choco|pip3?|pipx|python3? -m (?:pip|venv)|uv +(?:sync|pip|venv)|poetry +(?:install|config|lock)|npm +(?:ci|install|i|config|version|set)|pnpm +(?:install|i|config)|yarn(?: +(?:install|config))?$|bun +install|bundle +install|corepack|nvm|go +(?:mod|install|env|get)|cargo +(?:install|fetch|login)|rustup|docker +(?:login|pull|info|version)|git +(?:fetch|clone|pull|checkout|submodule|init|remote|status|log|rev-parse|describe)|wget|tar|unzip|zip|gzip|gunzip|sed|awk|jq|yq|grep|sort|head|tail|cut|tr|find|xargs|dirname|basename|realpath|\S+=\S*$)\b/;

const ASKS_VERSION = /\s(?:-v|-V|--version|version|--help)$/;

/** What a command is there for, by its program and subcommand. */
export const purposeOfCommand = (text: string): Purpose => (ASKS_VERSION.test(text) ? 'prepares' : CHECKS.test(text) ? 'checks' : ACTS.test(text) ? 'acts' : PREPARES.test(text) ? 'prepares' : 'unknown');

const WORDS = /[\s_./:@,&+()[\]-]+|(?<=[a-z])(?=[A-Z])/;
const NAMES_A_CHECK = /^(?:tests?|testing|unit|lint|linter|linting|checks?|checker|verify|verification|validat\w*|scans?|scanning|scanner|audit|analy[sz]\w*|ci|e2e|integration|codeql|security|snyk|trivy|semgrep|sonar\w*|coverage|evals?|evaluat\w*|guard|gate|policy|policies|conftest|compliance|types?|typecheck|smoke|quality|qa|conformance|spec|bench\w*|regression|vet|clippy|mypy|eslint|pytest|scorecard|zizmor|actionlint)$/i;
const NAMES_AN_ACT = /^(?:publish\w*|releases?|releasing|deploy\w*|triage|stale|label\w*|assign\w*|comments?|commenter|notif\w*|reports?|reporting|changelog|backport\w*|cherry|reviews?|reviewer|sync|mirror|bot|clean|cleanup|prune|bump|greet\w*|welcome|milestones?|push|upload\w*|announce\w*|slack|docker-?hub|pypi|npmjs|pages|badges?|summary)$/i;
/** What only shows the outcome of what came before, although it names it: "Publish test results". */
const SHOWS = /^(?:generate|create|publish|post|print|show|display|collect|archive|save|upload|summari[sz]e|comment|merge|combine|attach|add)\b.*\b(?:reports?|summary|results?|badges?|artifacts?|logs?|comment|screenshots?|traces?)\b/i;

/** What people say with the name of a job, a step or a file. */
export const purposeOfName = (name: string): Purpose => {
  if (SHOWS.test(name.trim())) return 'acts';
  if (/dependency[-_ ]?review/i.test(name)) return 'checks';
  const words = name.split(WORDS);
  return words.some((word) => NAMES_A_CHECK.test(word)) ? 'checks' : words.some((word) => NAMES_AN_ACT.test(word)) ? 'acts' : 'unknown';
};
