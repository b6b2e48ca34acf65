import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';

const engine = await loadEngine();
const causes = (text: string) => readText('incident.md', `# Outage\n\n${text}\n`, engine).record.causes.map(({ kind, title, answeredBy, acceptedRisk }) => [kind, title, answeredBy, acceptedRisk]);

describe('readCauses', () => {
  it.each([
    ['prose is one cause', '## Root cause\n\nThe disk was full. Logs had grown for weeks.\n\nNobody rotated them.', [['root', 'The disk was full', [], null]]],
    ['each item is a cause', '## Root causes\n\n- **Full disk**: logs grew. → AI-1\n- No alert on disk space', [['root', 'Full disk', ['AI-1'], null], ['root', 'No alert on disk space', [], null]]],
    ['prose with a list of evidence is one cause', '## Root cause\n\nThe disk was full.\n\n- node 1: 100 %\n- node 2: 100 %\n\nThat stopped writes.', [['root', 'The disk was full', [], null]]],
    ['an introduction leaves the items', '## Root causes\n\nThere were two causes:\n\n1. The disk was full\n2. Nobody was paged', [['root', 'The disk was full', [], null], ['root', 'Nobody was paged', [], null]]],
    ['sub-headings are causes', '## Root cause\n\n### Primary: full disk\n\nLogs grew.\n\n### Secondary: no alert\n\nNone existed. → AI-2', [['root', 'Primary: full disk', [], null], ['root', 'Secondary: no alert', ['AI-2'], null]]],
    ['factors below the cause are read once', '## Root cause\n\nThe disk was full.\n\n### Contributing factors\n\n- It was night → accepted: we sleep', [['root', 'The disk was full', [], null], ['contributing', 'It was night', [], 'we sleep']]],
    ['nothing on purpose is no cause', '## Contributing factors\n\nNone.', []],
  ])('%s', (_, text, expected) => {
    expect(causes(text)).toEqual(expected);
  });
});
