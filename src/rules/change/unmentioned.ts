import type { IncidentRecord } from '../../record/record.ts';
import type { ChangedFile } from '../../workspace/repository-view.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { topOf } from '../places.ts';

const configuration = /\.(?:ya?ml|json|toml|tf|tfvars|hcl|rego|ini|env|properties|conf|cfg|sql|libsonnet|jsonnet|cue)$|(?:^|\/)(?:Dockerfile|Makefile|Jenkinsfile|justfile|CODEOWNERS)$/i;

/** A line that says what runs: an image, its tag, a version. */
const pinned = /^\s*-?\s*["']?(?:image|tag|digest|version|imageTag|newTag|revision)["']?\s*[:=]\s*\S/i;

const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The first line of the new text that pins what runs and was not there before; null where there is none. */
const newPin = ({ before, after }: ChangedFile): string | null => {
  if (after === null) return null;
  const old = new Set((before ?? '').split(/\r?\n/));
  return before === null ? null : (after.split(/\r?\n/).find((line) => pinned.test(line) && !old.has(line))?.trim() ?? null);
};

/** Why the change of a file concerns a document; null where it does not. */
const concern = (file: ChangedFile, { actions, services }: IncidentRecord): string | null => {
  const pin = newPin(file);
  if (pin !== null) return `sets ${pin.length > 60 ? `${pin.slice(0, 60)}…` : pin}`;
  const gate = actions.flatMap(({ gates }) => gates).find(({ path }) => path === file.path || (folder(path) !== '' && folder(path) === folder(file.path)));
  if (gate) return gate.path === file.path ? 'holds a gate of this document' : `stands beside the gate ${gate.path}`;
  const words = file.path.toLowerCase().split(/[/._]/);
  const service = services.find(({ value }) => words.includes(value.toLowerCase()));
  return service ? `belongs to the service ${service.value}` : null;
};

export const unmentioned = defineRule({
  id: 'change/unmentioned',
  since: '0.1.0',
  severity: { ...everywhere('warning'), final: 'error', closed: 'error' },
  docs: {
    summary: 'The change that touches this document also changes configuration that the document does not mention',
    why: 'A change of documentation is read quickly. An image tag that goes with it reaches production with nobody having looked at it, in the very change that tells how this happened before. Needs --diff BASE.',
    fix: 'Move the configuration to a change of its own, or name the file in the document and say why it belongs.',
    sources: ['Public post-mortems: an image tag bumped inside a documentation change'],
  },
  options: noOptions,
  examples: [
    {
      name: 'an image tag goes along',
      path: 'postmortems/queue.md',
      document: '# Queue stopped\n\n## Summary\n\nIt stopped.\n',
      repository: {
        change: {
          base: 'main',
          files: [
            { path: 'postmortems/queue.md', status: 'added', before: null, after: '# Queue stopped\n' },
            { path: 'charts/orders/values.yaml', status: 'modified', before: 'image:\n  tag: v41\n', after: 'image:\n  tag: v42\n' },
          ],
        },
      },
      findings: ['1:1-1:16 warning The same change touches charts/orders/values.yaml, which sets tag: v42, and the document does not mention it'],
    },
    {
      name: 'mentioned, and nothing to do with it',
      path: 'postmortems/queue.md',
      document: '# Queue stopped\n\n## Summary\n\nIt stopped; `charts/orders/values.yaml` goes back to v41.\n',
      repository: {
        change: {
          base: 'main',
          files: [
            { path: 'postmortems/queue.md', status: 'added', before: null, after: '# Queue stopped\n' },
            { path: 'charts/orders/values.yaml', status: 'modified', before: 'image:\n  tag: v42\n', after: 'image:\n  tag: v41\n' },
            { path: 'web/settings.json', status: 'modified', before: '{}', after: '{ "theme": "dark" }' },
          ],
        },
      },
      findings: [],
    },
  ],
  *check({ record, document, repository: { change } }): Iterable<RuleFinding> {
    if (!change?.files.some(({ path }) => path === document.path)) return;
    for (const file of change.files) {
      if (file.path === document.path || !configuration.test(file.path) || document.text.includes(name(file.path))) continue;
      const why = concern(file, record);
      if (why === null) continue;
      yield {
        source: topOf(document, record),
        message: `The same change touches ${file.path}, which ${why}, and the document does not mention it`,
        suggestion: 'Move it to a change of its own, or name the file and say why it belongs',
      };
    }
  },
});
