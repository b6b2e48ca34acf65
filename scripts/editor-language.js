// Stands in for `@codemirror/language` in the bundle: of the HCL grammar only its parser is used, and none of what an editor adds to it.
const nothing = () => undefined;
const noProp = { add: () => () => null };

export const LRLanguage = { define: ({ parser }) => ({ parser }) };
export const indentNodeProp = noProp;
export const foldNodeProp = noProp;
export const delimitedIndent = nothing;
export const foldInside = nothing;
export const LanguageSupport = function LanguageSupport() {};
