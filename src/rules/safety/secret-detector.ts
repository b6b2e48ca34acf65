import type { SecretLintRuleCreator, SecretLintSourceCode } from '@secretlint/types';

/** A secret and where it stands, as offsets into the text. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  /** What it is, without the secret itself. */
  readonly kind: string;
}

/**
 * Characters without which a rule of the preset cannot match, so that clean documents never load or run it. A rule that is not in this
 * table, as a later version may bring, runs on every document that has any of these.
 */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  aws: ['AKIA', 'ASIA', 'AGPA', 'AIDA', 'AROA', 'AIPA', 'ANPA', 'ANVA', 'A3T', 'ccess_k', 'ccess_K', 'ccessK', 'ccessk', 'CCESS_K', 'CCESS_k', 'CCESSK', 'CCESSk'],
  gcp: ['PRIVATE KEY'],
  privatekey: ['PRIVATE KEY'],
  npm: ['npm_', '_authToken', 'x-oauth-basic'],
  basicauth: ['://'],
  slack: ['xox', 'xapp-', 'hooks.slack.com'],
  sendgrid: ['SG.'],
  shopify: ['shppa_', 'shpca_', 'shpat_', 'shpss_'],
  stripe: ['sk_live', 'sk_test', 'rk_live', 'rk_test'],
  github: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  gitlab: ['glpat-'],
  grafana: ['glc_', 'glsa_'],
  openai: ['sk-'],
  anthropic: ['sk-ant-'],
  groq: ['gsk_'],
  huggingface: ['hf_'],
  linear: ['lin_api_'],
  notion: ['ntn_'],
  '1password': ['ops_'],
  'database-connection-string': ['://'],
  'hashicorp-vault': ['hvs.', 'hvb.', 'hvr.'],
  vercel: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
  databricks: ['dapi'],
  docker: ['dckr_pat_'],
  figma: ['figd_'],
  cloudflare: ['cfk_', 'cfut_', 'cfat_'],
  tailscale: ['tskey-'],
};
const literals = [...new Set(Object.values(TRIGGERS).flat())].filter((literal) => literal !== '://');
/** One pass over the text rather than one for each literal. */
const anyLiteral = new RegExp(literals.map((literal) => literal.replaceAll('.', String.raw`\.`)).join('|'));
/** Someone and a password before the host. */
const credentials = /:\/\/[^\s/:@]+:[^\s/@]+@/;

const nameOf = (id: string): string => id.replace('@secretlint/secretlint-rule-', '');
const has = (text: string, literal: string): boolean => (literal === '://' ? credentials.test(text) : text.includes(literal));

/** False for texts in which no rule can match: nearly all documents. */
export const mayHoldSecrets = (text: string): boolean => anyLiteral.test(text) || (text.includes('://') && credentials.test(text));

let loaded: readonly SecretLintRuleCreator[] | null = null;
const directives = 'filter-comments';

/** Loads the detector where the text may hold a secret; null where there is nothing to wait for. */
export const loadSecretRules = (text: string): Promise<void> | null => {
  if (loaded !== null || !mayHoldSecrets(text)) return null;
  return import('@secretlint/secretlint-rule-preset-recommend').then(({ rules }) => {
    loaded = rules.filter(({ meta }) => nameOf(meta.id) !== directives);
  });
};

/** The rule's message up to the secret that it quotes. */
const kindOf = (message: string): string => message.replace(/^found /, '').replace(/:\s.*$/s, '').trim();

const start = { line: 1, column: 0 };

/** What the rules read of a file: its text. Places are asked of no one; ranges are offsets. */
const sourceCodeOf = (content: string): SecretLintSourceCode => ({
  hasBOM: false,
  content,
  filePath: 'document.md',
  physicalFilePath: undefined,
  contentType: 'text',
  ext: '.md',
  getFilePath: () => 'document.md',
  getPhysicalFilePath: () => undefined,
  locationToRange: () => [0, 0],
  rangeToLocation: () => ({ start, end: start }),
  positionToIndex: () => 0,
  indexToPosition: () => start,
});

/**
 * Secrets in a text, by the recommended rules of secretlint, which run in this process without its engine: each is a function over the text
 * that reports ranges. {@link loadSecretRules} must have run.
 */
export const findSecrets = (text: string): Secret[] => {
  if (!mayHoldSecrets(text)) return [];
  if (loaded === null) throw new Error('the secret detector is not loaded: prepare the rules for the text first');
  const found: Secret[] = [];
  for (const rule of loaded) {
    const triggers = TRIGGERS[nameOf(rule.meta.id)];
    if (triggers && !triggers.some((literal) => has(text, literal))) continue;
    const handler = rule.create(
      {
        sharedOptions: {},
        ignore: () => undefined,
        report: ({ message, range: [from, to] }) => void found.push({ start: from, end: to, kind: kindOf(message.message) }),
        createTranslator: (messages) => (messageId, data) => {
          const say = messages[messageId]?.en;
          return { messageId: String(messageId), message: typeof say === 'function' ? say(data ?? {}) : String(say ?? messageId), data };
        },
      },
      {},
    );
    void handler.file?.(sourceCodeOf(text));
  }
  return found.sort((one, other) => one.start - other.start || one.end - other.end);
};
