/** A code span of the form `path#selector`: without one a document links no gate, and need not be parsed for links. */
export const mayLinkGates = (text: string): boolean => /`[^`\s]+#[^`\n]+`/.test(text);

/** Whether a document may link a gate or write one out: without either no rule asks for the repository's gates. */
export const mayMentionGates = (text: string): boolean => mayLinkGates(text) || /^\s{0,9}(?:`{3,}|~{3,})[ \t]*(?:hcl|terraform|tf|ya?ml|json)\b/im.test(text);
