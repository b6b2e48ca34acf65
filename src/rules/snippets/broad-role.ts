import { matchesOf } from '../../record/matches.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';

/** Grants of everything, as they stand in Terraform, Kubernetes manifests, IAM policies and commands. */
const BROAD: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['cluster-wide administration', /AmazonEKSClusterAdminPolicy|(?<![\w-])cluster-admin(?![\w-])|system:masters/g],
  ['administration of the whole account', /(?<![\w-])AdministratorAccess(?![\w-])|roles\/owner(?![\w.])|(?<![\w-])PowerUserAccess(?![\w-])/g],
  ['every verb', /\bverbs\s*[:=]\s*\[\s*["']\*["']\s*\]/g],
  ['every resource', /\bresources\s*[:=]\s*\[\s*["']\*["']\s*\]/g],
  ['every action', /["']?\bactions?["']?\s*[:=]\s*\[?\s*["'](?:\*|\*:\*)["']/gi],
];
const narrow = /\b(?:scoped?(?: down| only)?(?: to)?|least[- ]privileged?|limited to|restricted to|only (?:to|for|in|on)|narrow(?:s|ed)?(?: to)?|dedicated|read[- ]only|minimal|remove(?:s|d)? (?:its )?access)\b/i;
const readOnly = /\b(?:read[- ]only|reads? only|view(?:er)?[- ]only|only read)\b/i;
const writes = /["'](delete|deletecollection|update|patch|create)["']/;
const verbs = /\bverbs\s*[:=]\s*\[[^\]]{0,300}\]/g;

/** What the document says about a block: the prose before it, up to the block or heading above, and the block's own comments. */
const claimed = ({ text }: MarkdownDocument, block: CodeBlock): string => {
  const before = text.slice(Math.max(0, block.start - 900), block.start);
  const heading = before.lastIndexOf('\n#');
  const comments = block.value.match(/(?:#|\/\/).{0,200}/g) ?? [];
  return [heading < 0 ? before : before.slice(heading), ...comments.slice(0, 40)].join('\n');
};

const terraform = (policy: string): string =>
  `# Outage\n\n## Action items\n\n### Add a deploy role\n\nAdd an access entry for the deployer, scoped to the namespace \`shop\`:\n\n\`\`\`hcl\nresource "aws_eks_access_policy_association" "deployer" {\n  policy_arn = "arn:aws:eks::aws:cluster-access-policy/${policy}"\n}\n\`\`\`\n`;

export const broadRole = defineRule({
  id: 'snippets/broad-role',
  since: '0.1.0',
  severity: { ...everywhere('error'), adopted: 'warning' },
  docs: {
    summary: 'Code in the document grants more than the text beside it says: administration where it says scoped, delete where it says read',
    why: 'The fix of one incident becomes the way into the next: reviewers read the sentence, and the machine runs the block.',
    fix: 'Grant what the text says (`AmazonEKSEditPolicy`, a list of verbs), or say in the text why everything is needed.',
    sources: ['Kubernetes, Role based access control good practices', 'AWS, EKS access policy permissions', 'AWS, IAM best practices: least privilege'],
  },
  options: noOptions,
  examples: [
    { name: 'administration, called scoped', document: terraform('AmazonEKSClusterAdminPolicy'), findings: ['11:56-11:83 warning This grants cluster-wide administration ("AmazonEKSClusterAdminPolicy"), and the text says "scoped to"'] },
    { name: 'a policy that fits', document: terraform('AmazonEKSEditPolicy'), findings: [] },
    { name: 'delete, called read-only', document: '# Outage\n\nThe dashboard gets a read-only role:\n\n```yaml\nrules:\n  - resources: ["pods"]\n    verbs: ["get", "list", "delete"]\n```\n', findings: ['8:5-8:37 warning This grants delete, and the text says "read-only"'] },
    { name: 'the log shows what was there', document: '# Outage\n\nThis binding had been left behind by the migration:\n\n```yaml\nroleRef:\n  name: cluster-admin\n```\n', findings: [] },
    { name: 'get and list, called read-only', document: '# Outage\n\nThe dashboard gets a read-only role:\n\n```yaml\nrules:\n  - resources: ["pods"]\n    verbs: ["get", "list"]\n```\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    for (const block of codeBlocks(document)) {
      const broad = BROAD.flatMap(([name, pattern]) => matchesOf(pattern, block.value).slice(0, 1).map((match) => ({ name, at: match.index, words: match[0] })));
      const written = matchesOf(verbs, block.value).filter(([list]) => writes.test(list));
      if (broad.length + written.length === 0) continue;
      const claim = claimed(document, block);
      const word = narrow.exec(claim)?.[0];
      for (const { name, at, words } of word === undefined ? [] : broad)
        yield { source: document.lines.source(block.start + at, block.start + at + words.length), message: `This grants ${name} ("${words}"), and the text says "${word ?? ''}"`, suggestion: 'Grant what the text says' };
      if (!readOnly.test(claim)) continue;
      for (const match of written) {
        const at = block.start + match.index;
        yield { source: document.lines.source(at, at + match[0].length), message: `This grants ${writes.exec(match[0])?.[1] ?? 'writing'}, and the text says "${readOnly.exec(claim)?.[0] ?? ''}"`, suggestion: 'Grant what the text says' };
      }
    }
  },
});
