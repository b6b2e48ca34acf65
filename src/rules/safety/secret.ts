import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { everywhere } from '../profile.ts';
import { findSecrets, loadSecretRules } from './secret-detector.ts';

/** Put together here, so that no scanner of this repository finds it. */
const token = `ghp_${'aB3dE6gH1jK4mN7pQ0sT2vW5yZ8bC1dF3gH5'}`;

export const secret = defineRule({
  id: 'safety/secret',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The document holds a secret: a token, a private key, a password in an address',
    why: 'Logs, prompts and commands are pasted whole. A secret in a Git repository is public to everyone who ever clones it, also after the line is gone.',
    fix: 'Revoke the secret first, then redact it; `--fix` writes `[REDACTED]` in its place. Rewriting history does not replace revoking.',
    sources: ['secretlint, recommended rules', 'GitHub, Removing sensitive data from a repository'],
  },
  options: noOptions,
  examples: [
    { name: 'a token in a log', document: written('draft', `## Supporting material\n\n\`\`\`\nPOST /repos 401 token=${token}\n\`\`\`\n`), findings: ['10:23-10:63 error The document holds a secret (GitHub Token(GitHub personal access tokens))'], fixed: written('draft', '## Supporting material\n\n```\nPOST /repos 401 token=[REDACTED]\n```\n') },
    { name: 'a password in an address', document: written('draft', 'It connected to postgres://admin:s3cr3tpw@db.internal/prod again.\n'), findings: ['7:17-7:59 error The document holds a secret (PostgreSQL connection string)'], fixed: written('draft', 'It connected to [REDACTED] again.\n') },
    { name: 'a placeholder, a hash, a variable', document: written('draft', 'Set `GITHUB_TOKEN=$TOKEN` for image 04729cefd1e2a3b4c5d6e7f8a9b0c1d2e3f4a5b6 and push to https://example.com/path.\n'), findings: [] },
  ],
  prepare: loadSecretRules,
  *check({ document }): Iterable<RuleFinding> {
    let last = -1;
    for (const { start, end, kind } of findSecrets(document.text)) {
      // Two rules may know the same secret; the first says it.
      if (start < last) continue;
      last = end;
      yield {
        source: document.lines.source(start, end),
        message: `The document holds a secret (${kind})`,
        suggestion: 'Revoke it, then redact it here',
        fix: { description: 'Redact it', edits: [{ start, end, text: '[REDACTED]' }] },
      };
    }
  },
});
