import type { z } from 'zod/mini';

/** What is wrong with a value, in words: `expected number in "spec.soak.minRequests"`, `unknown key "onbreach" in "spec.canary"`. */
export const describeIssue = (issue: z.core.$ZodIssue): string => {
  const place = issue.path.length > 0 ? ` in "${issue.path.map(String).join('.')}"` : '';
  return `${problemOf(issue)}${place}`;
};

const problemOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined ? `expected ${issue.expected}` : `expected ${issue.expected}, found ${typeof issue.input}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}`;
    case 'invalid_union':
      return 'expected one of several forms';
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : `expected ${issue.format === 'date' ? 'a date as YYYY-MM-DD' : issue.format}`;
    default:
      return issue.message;
  }
};
