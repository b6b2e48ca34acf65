const blame = /\b(?:human|operator|user|engineer|developer|admin(?:istrator)?|pilot|manual) (?:error|mistake|failure)s?\b|\b(?:carelessness|negligence|inattention|incompetence)\b|menschliches versagen|bedienfehler|人为失误|ヒューマンエラー|erreur humaine|error humano|erro humano/i;
const negated = /\b(?:not|no|never|rather than|instead of|blam\w+|nobody|isn't|wasn't|allow\w*|tolerat\w*|prevent\w*|protect\w*|guard\w*|detect\w*|catch\w*|reject\w*|accept\w*|possible|possib\w+|system|missing|lack\w*)\b/i;
const person = /^(?:an?|the|one of (?:our|the)|some|our) (?:on-call |senior |junior |new )*(?:engineer|developer|operator|admin(?:istrator)?|employee|intern|contractor|person|colleague|dba|sre|user) (?:accidentally |mistakenly |inadvertently |wrongly )?(?:forgot|made a mistake|did not (?:notice|check|read|follow|pay)|failed to|was (?:careless|tired|distracted|inattentive)|mis(?:typed|read|configured|understood)|typed|overlooked|neglected|ignored)\b/i;

/** The words that put a cause on a person (`human error`, `an engineer forgot …`); null where the text asks about the system. */
export const personBlamed = (text: string): string | null => {
  const words = text.trim();
  const phrase = blame.exec(words);
  if (phrase) return negated.test(words) ? null : phrase[0];
  return person.exec(words)?.[0] ?? null;
};
