// The examples of rules, made where someone asks for them.

/** The examples in a rule's file, laid out as all are. */
const EXAMPLES = /^ {2}examples: \[\n([\s\S]*?)\n {2}\],$/m;

/**
 * A rule's file whose examples are made when they are first looked at, by the tests or `postmortem explain`: a third of the text of all rules, which every check would make
 * and forget.
 */
export const withLateExamples = (text, path) => {
  if (!text.includes('examples: [')) return text;
  const late = text.replace(EXAMPLES, (_, inside) => `  get examples() {\n    return [\n${inside}\n    ];\n  },`);
  if (late === text) throw new Error(`the examples of ${path} are laid out as no others are: see scripts/rule-examples.js`);
  return late;
};
