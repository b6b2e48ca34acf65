import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { linksOf } from '../../src/gates/links/link.ts';
import { proveLink } from '../../src/gates/links/proof.ts';
import { indexUnits, normalisePath } from '../../src/gates/links/reference.ts';
import { suggestGates } from '../../src/gates/links/suggest.ts';
import type { GateUnit } from '../../src/gates/model.ts';
import { errors, gate } from './units.ts';

describe('a path of a reference', () => {
  test.each([['alerts.yml', 'alerts.yml'], ['./a//b.yml', 'a/b.yml'], ['a/../b.yml', 'b.yml'], ['a\\b.yml', 'a/b.yml']])('%s is %s', (written, path) => expect(normalisePath(written)).toBe(path));
  test.each(['../a.yml', '/etc/passwd', 'C:/a.yml', '~/a.yml', 'a/../../b.yml', ''])('%s leads out', (written) => expect(normalisePath(written)).toBeNull());
});

describe('a reference', () => {
  const units = [gate({ mark: 'api-errors' }), gate({ path: 'infra:alerts.yml', selector: 'web/slow' }), gate({ path: 'policy.yml', selector: 'signed/image', conditions: [] }), gate({ path: 'policy.yml', selector: 'signed/source', conditions: [] })];
  const index = indexUnits(units, ['infra']);
  const found = (reference: string): string => {
    const [path = '', selector = ''] = reference.split('#');
    const resolution = index.resolve({ path, selector });
    return 'unit' in resolution ? resolution.members.map(({ key }) => key).join(' + ') : `${resolution.problem}: ${resolution.message}${resolution.hint === null ? '' : ` (${resolution.hint})`}`;
  };

  test.each([
    ['gates.yml#api/errors', 'gates.yml#api/errors'],
    ['./gates.yml#api/errors', 'gates.yml#api/errors'],
    ['gates.yml#api-errors', 'gates.yml#api/errors'],
    ['gone.yml#api-errors', 'gates.yml#api/errors'],
    ['gone.yml#api/errors', 'gates.yml#api/errors'],
    ['infra:alerts.yml#web/slow', 'infra:alerts.yml#web/slow'],
    ['policy.yml#signed', 'policy.yml#signed/image + policy.yml#signed/source'],
    ['gates.yml#api/error', 'dangling: gates.yml has no gate "api/error" (did you mean "api/errors"?)'],
    ['gate.yml#nothing', 'dangling: no gate is found in gate.yml (did you mean gates.yml?)'],
    ['../other/gates.yml#api/errors', 'outside: the path "../other/gates.yml" leads out of the repository (write it relative to the root, or configure the other repository under "repositories")'],
    ['infr:alerts.yml#web/slow', 'outside: no repository "infr" is configured (did you mean "infra:"?)'],
    ['infra:../../secret.yml#x', 'outside: the path "infra:../../secret.yml" leads out of the repository (write it relative to the root, or configure the other repository under "repositories")'],
  ])('%s', (reference, expected) => expect(found(reference)).toBe(expected));
});

const recordOf = (rows: string) =>
  readRecord(
    parseDocument(
      'one.md',
      `---\npostmortem: 1\nid: one\nlinks: { incident: INC-1 }\n---\n\n## Signals\n\n| Metric | Normal | Incident | Unit | From | To | Source |\n|---|---|---|---|---|---|---|\n| errors | 1 | 9 | | 2026-01-01 10:00 | 2026-01-01 10:10 | |\n\n## Action items\n\n| ID | Action | Type | Gate | Status |\n|---|---|---|---|---|\n${rows}`,
      remarkEngine,
    ),
    {},
  );

const prove = (row: string, unit: GateUnit): string => {
  const [link] = linksOf(recordOf(row));
  if (link === undefined) throw new Error('no link');
  const { state, advisory, incident } = proveLink(link, indexUnits([unit]), () => undefined);
  return `${state}${advisory === null ? '' : `, advisory: ${advisory}`}, ${incident?.verdict ?? 'no verdict'}`;
};

const row = (type: string, replay = ' replay: errors'): string => `| AI-1 | Stop it | ${type} | \`gates.yml#api/errors\`${replay} | done |\n`;

describe('what a link proves', () => {
  test.each([
    ['blocks and fires', row('prevent'), gate(), 'verified, fires'],
    ['only tells, where it should prevent', row('prevent'), gate({ enforcement: 'notify' }), 'refuted, advisory: it blocks, fires'],
    ['tells, where it should detect', row('detect'), gate({ enforcement: 'notify' }), 'verified, fires'],
    ['is ignored, where it should detect', row('detect'), gate({ enforcement: 'observe' }), 'refuted, advisory: it blocks, fires'],
    ['silent', row('prevent'), gate({ conditions: [errors({ threshold: 50 })] }), 'refuted, silent'],
    ['its consequence lies elsewhere', row('prevent'), gate({ enforcement: 'unverified' }), 'unproven, fires'],
    ['no figure', row('prevent', ''), gate(), 'unproven, undecidable'],
    ['a figure that is not there', row('prevent', ' replay: error'), gate(), 'unproven, undecidable'],
    ['nothing there', row('prevent'), gate({ path: 'other.yml', conditions: [] }), 'refuted, no verdict'],
  ])('%s', (_, text, unit, expected) => expect(prove(text, gate({ ...unit, chain: unit.chain.map((link) => ({ ...link, enforcement: unit.enforcement })) }))).toBe(expected));
});

test('gates are suggested by the words they share with an item, rare words first; a shared word is no link', () => {
  const record = recordOf('| AI-1 | Alert on checkout timeouts | detect | | open |\n| AI-2 | Thank everybody | process | | open |\n');
  const units = [gate({ selector: 'web/CheckoutTimeouts' }), gate({ selector: 'web/SearchTimeouts' }), gate({ selector: 'web/DiskFull' })];
  const [first, second] = suggestGates(record.actions, units);
  expect(first?.suggestions.map(({ unit, words }) => `${unit.selector}: ${words.join(' ')}`)).toEqual(['web/CheckoutTimeouts: checkout timeout', 'web/SearchTimeouts: timeout']);
  expect(second?.suggestions).toEqual([]);
});
