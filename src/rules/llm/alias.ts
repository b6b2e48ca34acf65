import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable } from './example.ts';
import { REQUIRED, variableOf } from './record.ts';

const served = /\b(?:served|actual|resolved to|response model|responded|fingerprint|snapshot)\b|→|=>/i;
/** A date, a build or a hash makes a name one artifact: `gpt-x-2026-06-01`, `claude-x-20250514`, `m-0601`, `m@sha256:…`. */
const pinned = /\d{4}-\d{2}-\d{2}|(?<!\d)20\d{6}(?!\d)|[-@:]\d{4}(?!\d)|@sha256:|\b[0-9a-f]{12,}\b/i;
const says = /[\p{L}\d]/u;
const nothing = /^(?:n\/?a|unknown|none|-|–|—)\b/i;

export const alias = defineRule({
  id: 'llm/alias-not-served',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'The row of the model names an alias and not the model that was served',
    why: 'An alias is not a version: it rolls forward under the same name, and before and after then read alike.',
    fix: 'Write requested and served: `requested gpt-x, served gpt-x-0601` (`gen_ai.response.model` in the spans).',
    sources: ['OpenTelemetry semantic conventions for generative AI: gen_ai.request.model and gen_ai.response.model', 'tianpan.co, Model rollback velocity and immutable pinning (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'an alias alone', document: written('final', variablesTable({ model: 'gpt-x | gpt-x | no |  | [spans](https://example.com)' })), findings: ['12:11-12:16 error "gpt-x" is a name that was requested; the model that was served is not stated'] },
    { name: 'requested and served', document: written('final', variablesTable()), findings: [] },
    { name: 'a dated name', document: written('final', variablesTable({ model: 'gpt-x-2026-06-01 | gpt-x-2026-06-01 | no |  | [spans](https://example.com)' })), findings: [] },
    { name: 'unknown is told by another rule', document: written('final', variablesTable({ model: ' |  | unknown: not logged → AI-1 |  | ' })), findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const model = variableOf(record, 'model');
    if (!model || model.status === 'unknown' || model.status === 'not-applicable') return;
    for (const [words, source] of [[model.before, model.cells.before], [model.during, model.cells.during]] as const) {
      if (words === null || !says.test(words) || nothing.test(words) || served.test(words) || pinned.test(words)) continue;
      yield { source: source ?? model.source, message: `"${words}" is a name that was requested; the model that was served is not stated`, suggestion: 'Write `requested …, served …`' };
      return;
    }
  },
});
