import type { Proposal } from '../../workspace/gates/proposals.ts';
import type { LinkProof } from '../../gates/links/proof.ts';

const WORDS = { fires: 'fires', silent: 'SILENT', undecidable: 'undecidable' } as const;

/** What a link's replay says, in the lines a reviewer reads. */
export const proofLines = (proof: LinkProof): readonly string[] => {
  const { link, unit, unresolved, advisory, incident, normal, state } = proof;
  const head = `${link.payment.action ?? link.payment.incident}  ${link.reference.path}#${link.reference.selector}`;
  if (unresolved !== null || unit === null) return [`${head}  DANGLING: ${unresolved?.message ?? ''}`, ...(unresolved?.hint ? [`    ${unresolved.hint}`] : [])];
  const lines = [`${head}  ${incident === null ? state : `${WORDS[incident.verdict]}: ${incident.reason}`}`];
  if (incident !== null && incident.verdict !== 'fires' && incident.settledBy !== null) lines.push(`    to settle it, record ${incident.settledBy}`);
  if (normal !== null) lines.push(normal.verdict === 'fires' ? `    NOISY: it fires on the normal figure as well (${normal.reason})` : normal.verdict === 'silent' ? `    quiet on the normal figure (${normal.reason})` : `    on the normal figure undecidable: ${normal.reason}`);
  lines.push(advisory === null ? `    ${unit.enforcement}; ${state}` : `    ADVISORY: ${advisory}; ${state}`);
  return lines;
};

/** What is to be said of a gate that a document proposes. Nobody linked it to a figure, so that the figure is of its kind is for a person to say. */
export const proposalLines = ({ path, gate, bound, figure, value, settles }: Proposal): readonly string[] => [
  `${path}  proposed: ${gate}  SILENT: it fires at ${bound}, and the document records "${figure}": ${value}`,
  `    if it measures something else, record what settles it: ${settles}`,
];

/** A proof as data, for `--json`. */
export const proofAsData = ({ link, unit, ...proof }: LinkProof): Readonly<Record<string, unknown>> => ({
  ...link.payment,
  reference: `${link.reference.path}#${link.reference.selector}`,
  metric: link.reference.replay,
  condition: link.reference.condition,
  unit: unit?.key ?? null,
  enforcement: unit?.enforcement ?? null,
  ...proof,
});
