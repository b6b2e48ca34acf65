import { LLM_VARIABLES, VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { sectionSource, topOf } from '../places.ts';
import { variablesTable } from './example.ts';
import { isLlmRecord, REQUIRED, variableOf } from './record.ts';

export const variableMissing = defineRule({
  id: 'llm/variable-missing',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'The table of an LLM incident leaves variables out',
    why: 'What has no row is forgotten, and the document ends with "the model degraded". Ten variables decide LLM incidents; each is changed, unchanged, unknown or not applicable.',
    fix: 'Add a row for each. `unknown: no version is logged → AI-4` and `n/a: no retrieval` are rows.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'two are left out', document: written('final', variablesTable({ judge: null, traffic: null })), findings: ['7:1-7:17 error 2 of the ten variables have no row: Judge configuration, Traffic mix'] },
    { name: 'a row is empty', document: written('final', variablesTable({ judge: ' |  |  |  | ' })), findings: ['13:3-13:22 error 1 of the ten variables has a row that says nothing: Judge configuration'] },
    { name: 'a prompt change without the table', document: written('final', '# Answers are empty\n').replace('severity: SEV2', 'severity: SEV2\ntrigger: { change: prompt, actor: human }'), findings: ['8:1-8:20 error An LLM incident has no table of the ten variables'] },
    { name: 'all ten', document: written('final', variablesTable()), findings: [] },
    { name: 'a chatbot on a service that was down is no LLM incident', document: written('final', '# The chatbot was down\n\n## Root cause\n\nThe session store gave users the sessions of others; the model stack did not move.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (!isLlmRecord(record)) return;
    const section = record.sections.find(({ name }) => name === 'llm_variables');
    const source = section ? sectionSource(document, section) : topOf(document, record);
    if (record.variables.length === 0) yield { source, message: 'An LLM incident has no table of the ten variables', suggestion: 'Add the section LLM variables; `postmortem moved --write` fills it from traces' };
    else {
      const missing = LLM_VARIABLES.filter((key) => variableOf(record, key) === null);
      const open = record.variables.filter(({ status, before, during, reason, cells }) => status === null && cells.moved !== undefined && before === null && during === null && reason === null);
      const [first] = open;
      if (first) yield { source: first.cells.label ?? first.source, message: `${open.length} of the ten variables ${open.length === 1 ? 'has a row that says' : 'have rows that say'} nothing: ${open.map(({ label }) => label).join(', ')}`, suggestion: 'Say of each whether it moved: yes, no, `unknown: <why> → AI-n` or `n/a: <why>`' };
      if (missing.length > 0) yield { source, message: `${missing.length} of the ten variables have no row: ${missing.map((key) => VARIABLE_LABELS[key]).join(', ')}`, suggestion: 'Add a row for each: changed, unchanged, unknown or n/a' };
    }
  },
});
