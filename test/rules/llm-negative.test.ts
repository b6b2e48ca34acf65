import { describe, expect, test } from 'vitest';
import { check } from './check.ts';

const llmFindings = (text: string): string[] => check(text).filter(({ rule }) => rule.startsWith('llm/')).map(({ rule }) => rule);
const head = '---\npostmortem: 1\nstatus: final\nseverity: SEV2\ntrigger: { change: none, actor: unknown }\n---\n\n';

describe('incidents in which nothing of the model stack moved are left in peace', () => {
  test.each([
    ['a session race that logged customers out, and an assistant that invented a policy', 'The support assistant invented a policy\n\n## Root cause\n\nA race in the session store ended sessions at random; asked about it, the assistant stated a rule that does not exist. Prompt and model were as before.\n'],
    ['an answer that contradicted the company\'s own page', 'The chatbot promised a refund\n\n## Root cause\n\nThe chatbot was wrong about the refund policy from its first day. Nothing compared its answers with the page.\n'],
    ['an agent with the rights to delete', 'A coding assistant deleted the production database\n\n## Root cause\n\nDevelopment and production shared one database, and the freeze was only an instruction in the prompt.\n'],
  ])('%s', (_name, body) => {
    expect(llmFindings(`${head}# ${body}`)).toEqual([]);
    expect(llmFindings(`# ${body}`)).toEqual([]);
  });

  test('the same words in a record that says it is about the prompt are asked for the table', () => {
    expect(llmFindings(head.replace('change: none', 'change: prompt').concat('# The chatbot promised a refund\n'))).toContain('llm/variable-missing');
  });

  test.each(['nothing in the model stack moved', 'no variable moved', 'none'])('a verdict says "%s": nobody asks for the table, a variable or an outcome', (words) => {
    const body = `# The chatbot promised a refund\n\n## Root cause\n\nThe chatbot was wrong from its first day.\n\n## LLM variables\n\n### Verdict\n\n- Explained by: ${words}\n- Confidence: known\n`;
    expect(llmFindings(head + body)).toEqual([]);
    expect(llmFindings(head.replace('final', 'closed').concat(body))).toEqual([]);
  });

  test('nothing recorded explains it: the table is asked for, a variable is not', () => {
    const body = '# Answers fail\n\n## Root cause\n\nThe model got worse on Monday; nothing that we record moved.\n\n## LLM variables\n\n### Verdict\n\n- Explained by: nothing recorded\n';
    expect(llmFindings(head + body)).toEqual(['llm/variable-missing']);
  });

  test('an agent that acted is asked about its action only', () => {
    const agent = `# A coding assistant deleted the production database\n\n## Root cause\n\nDevelopment and production shared one database.\n\n## Agent\n\n- Action: dropped two tables\n- Autonomy tier: acts alone\n- Reversible: yes\n- Gate before: none\n- Flight recorder: `;
    expect(llmFindings(`${head}${agent}yes\n`)).toEqual([]);
    expect(llmFindings(`${head}${agent}no: its context was cut\n`)).toEqual(['llm/flight-recorder']);
  });
});
