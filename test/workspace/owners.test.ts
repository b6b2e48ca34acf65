import { expect, test } from 'vitest';
import { parseCodeowners, readOwners } from '../../src/workspace/owners.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

test('CODEOWNERS names users, teams and addresses, with comments and sections', () => {
  const owners = parseCodeowners(`# all
*            @acme/platform  # the default @nobody
/docs/ @ann docs@example.com
[Database][2] @acme/db
/no-owner/
^[Optional]
`);
  expect([...owners]).toEqual(['@acme/platform', '@ann', 'docs@example.com', '@acme/db']);
});

const readAt = async (files: Record<string, string>) => {
  const root = temporaryFolder(files);
  return readOwners(await openWorkspace(fakeHost(root).host, []));
};

test('owners come from CODEOWNERS and the configured directory; without either nobody knows', async () => {
  expect(await readAt({ 'a.md': '' })).toBeNull();
  const owners = await readAt({
    '.github/CODEOWNERS': '* @acme/platform\n',
    'postmortem.config.yaml': 'owners: { directory: people.yaml }\n',
    'people.yaml': '- name: Ann Onym\n  handle: "@ann"\n- "@bob"\n',
  });
  expect([...(owners ?? [])]).toEqual(['@acme/platform', 'Ann Onym', '@ann', '@bob']);
  await expect(readAt({ 'postmortem.config.yaml': 'owners: { directory: none.yaml }\n' })).rejects.toThrow("the owners' directory cannot be read: no such file");
});
