import type { Rule } from './define-rule.ts';
import { expired } from './suppressions/expired.ts';
import { malformed } from './suppressions/malformed.ts';
import { unknownRule } from './suppressions/unknown-rule.ts';
import { unused } from './suppressions/unused.ts';

/** All rules, by area, in the order of the documentation. A new rule is a file, and a line here. */
export const RULES: readonly Rule[] = [
  malformed,
  expired,
  unknownRule,
  unused,
];
