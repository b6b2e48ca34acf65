import { anchorsOf } from '../../src/document/anchors.ts';
import { parseDocument } from '../../src/document/document.ts';
import type { MarkdownEngine } from '../../src/document/engine.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { comparedRecord } from '../../src/record/compared.ts';
import type { Finding } from '../../src/record/finding.ts';
import type { RuleExample } from '../../src/rules/define-rule.ts';
import { prepareFor } from '../../src/rules/prepare.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import type { RuleSettings } from '../../src/rules/settings.ts';
import type { RepositoryView } from '../../src/workspace/repository-view.ts';

/** Texts that need every detector, so that examples may be checked without waiting. */
await prepareFor('> -----BEGIN PRIVATE KEY----- jane@mail.se');

export const SCALE = ['SEV1', 'SEV2', 'SEV3', 'SEV4'];

export interface Checked {
  readonly path?: string;
  readonly only?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly today?: string;
  readonly repository?: Partial<RepositoryView>;
  readonly others?: Readonly<Record<string, string>>;
  readonly engine?: MarkdownEngine;
}

/** The findings of a text, from all rules or from `only` some, in a repository that knows nothing but what is given. */
export const check = (text: string, { path = 'postmortem.md', only = [], options, today = '2026-11-21', repository = {}, others = {}, engine = remarkEngine }: Checked = {}): Finding[] => {
  const document = parseDocument(path, text, engine);
  const record = readRecord(document, { severities: SCALE });
  const view: RepositoryView = {
    defaultBranch: null,
    branches: null,
    exists: () => null,
    owners: null,
    change: null,
    severities: SCALE,
    ...repository,
    // A document knows its own anchors, and stands among the others.
    anchors: (asked) => (asked === path ? anchorsOf(document) : (repository.anchors?.(asked) ?? null)),
  };
  const records = [...Object.entries(others).map(([name, other]) => readRecord(parseDocument(name, other, engine), { severities: SCALE })), record].map(comparedRecord);
  const [rule] = only;
  const settings: RuleSettings = { rules: new Map(rule !== undefined && options ? [[rule, { setting: { options: { ...options } }, layer: 'test' }]] : []), only };
  return runRules({ record, document, repository: view, collection: { records }, settings, today });
};

/** As examples write it: `line:column-endLine:endColumn severity message`. */
export const shown = ({ range: { start, end }, severity, message }: Finding): string => `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${message}`;

/** The options of {@link check} for a rule's example. */
export const exampleOptions = (rule: string, { options, today, repository, path, others }: RuleExample): Checked => ({
  only: rule.startsWith('suppressions/') ? [] : [rule],
  ...(options && { options }),
  ...(today !== undefined && { today }),
  ...(repository && { repository }),
  ...(path !== undefined && { path }),
  ...(others && { others }),
});
