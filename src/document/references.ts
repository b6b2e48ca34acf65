import { matchesOf } from '../record/matches.ts';

/** What answers a cause, a why or a variable: action items by id, or a stated reason to accept the risk. */
export interface Answers {
  readonly answeredBy: readonly string[];
  readonly acceptedRisk: string | null;
}

const accepted = /(?:→|->|=>|⇒)\s*(?:\*\*)?(?:accepted|accept|akzeptiert|akseptert|受容|accepté|aceptado|aceito|接受)(?:\s+risk)?\s*[:：–—-]?\s*([^\n→]*)/iu;
const acceptedLead = /\b(?:accepted risk|risk accepted)\s*[:：–—-]\s*([^\n→]*)/i;
const arrow = /(?:→|->|=>|⇒)\s*([^\n→]*)/gu;
const identifier = /(?<![\p{L}\d-])[A-Z]{1,6}-?\d{1,4}(?![\p{L}\d-])/gu;
const actionItem = /(?<![\p{L}\d-])AI-?\d{1,4}(?![\p{L}\d-])/gu;

/** Action items named behind an arrow or as `AI-n` anywhere in the text, each once, and the accepted risk. */
export const readAnswers = (text: string): Answers => {
  const risk = accepted.exec(text) ?? acceptedLead.exec(text);
  const ids: string[] = [];
  for (const match of matchesOf(arrow, text)) ids.push(...matchesOf(identifier, match[1] ?? '').map((found) => found[0]));
  ids.push(...matchesOf(actionItem, text).map((found) => found[0]));
  return { answeredBy: [...new Set(ids)], acceptedRisk: risk ? (risk[1] ?? '').trim() : null };
};

/** The text without its arrows and what follows them on their line. */
export const withoutAnswers = (text: string): string => text.replace(/(?:→|->|=>|⇒)[^\n]*/gu, '').trim();
