import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { loadEngine, type MarkdownEngine } from '../../src/document/engine.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { comparedRecord } from '../../src/record/compared.ts';
import type { Finding } from '../../src/record/finding.ts';
import { incidentRecordSchema, type IncidentRecord } from '../../src/record/record.ts';
import { prepareFor } from '../../src/rules/prepare.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { DEFAULT_SEVERITIES } from '../../src/workspace/repository.ts';
import type { RepositoryView } from '../../src/workspace/repository-view.ts';
import { decode } from '../../src/workspace/text-file.ts';
import { sharedFolder } from '../shared.ts';

const corpus = sharedFolder('corpus');
const index = corpus === null ? '' : readFileSync(join(corpus, 'INDEX.tsv'), 'utf8');
const paths = index.trimEnd().split('\n').slice(1).map((line) => line.split('\t')[0] ?? '');

const nowhere: RepositoryView = {
  defaultBranch: null,
  branches: null,
  exists: () => null,
  anchors: () => null,
  owners: null,
  change: null,
  severities: DEFAULT_SEVERITIES,
};

const settings = { rules: new Map() };

describe.skipIf(corpus === null)('every real document', () => {
  const engines: MarkdownEngine[] = [];
  beforeAll(async () => {
    await prepareFor('> -----BEGIN PRIVATE KEY----- jane@mail.se');
    engines.push(await loadEngine('satteri'), await loadEngine('remark'));
  });

  const readings = (path: string): { readonly record: IncidentRecord; readonly findings: readonly Finding[]; readonly text: string }[] => {
    const content = decode(readFileSync(join(corpus ?? '', path)));
    if (!('text' in content)) throw new Error(`${path} ${content.reason}`);
    return engines.map((engine) => {
      const document = parseDocument(path, content.text, engine);
      const record = readRecord(document);
      return { record, findings: runRules({ record, document, repository: nowhere, collection: { records: [comparedRecord(record)] }, settings, today: '2026-11-21' }), text: document.text };
    });
  };

  test.each(paths)('%s is read the same by both engines, and stays as it is to the byte', (path) => {
    const [native, reference] = readings(path);
    expect(native?.record).toEqual(reference?.record);
    expect(native?.findings).toEqual(reference?.findings);
    expect(Buffer.from(native?.text ?? '').equals(readFileSync(join(corpus ?? '', path)))).toBe(true);
    expect(incidentRecordSchema.safeParse(native?.record).error?.issues ?? []).toEqual([]);
  });
});
