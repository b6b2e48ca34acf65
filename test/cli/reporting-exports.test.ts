import { z } from 'zod/mini';
import { buildSchema, graphql, type GraphQLObjectType } from 'graphql';
import { assert, date as dateOf, property, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { HARMS } from '../../src/record/reporting.ts';
import { seriousIncidentDeadlines } from '../../src/record/reporting-deadlines.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

const LEAK = `---
postmortem: 1
id: 2026-05-03-token-leak
title: The helper showed tokens of other customers
status: draft
severity: SEV1
timezone: UTC
authors: ["@mo"]
detected_by: customer
trigger: { change: deploy, actor: human }
tags: [security]
links: { public: "https://status.example.com/2026-05-03" }
reporting:
  aware: 2026-05-03T11:40+02:00
  system: Helper
  deployers: [Shop AB]
  harms: [fundamental-rights]
  member_states: [SE]
  persons_affected: 12
---

## Summary

<!-- hint: what happened -->
A cache key lacked the tenant.

It was there since the deploy.

## Timeline

| Time (UTC) | Milestone | Event | Actor | Evidence |
|---|---|---|---|---|
| 2026-05-03 08:00 | started | Deploy | human | |
| 2026-05-03 20:40 | detected | A customer calls | human | |
| 2026-05-03 21:10 | mitigated | Rolled back | human | |

## Action items

| ID | Action | Type | Priority | Owner | Due | Gate | Status | Ticket |
|---|---|---|---|---|---|---|---|---|
| AI-1 | Test that two tenants never share a key | prevent | P0 | @mo | 2026-05-20 | | open | |
| AI-2 | Be careful | process | P3 | @mo | 2026-05-20 | | dropped | |
`;

const run = async (format: string, documents: Readonly<Record<string, string>>) => {
  const { host, stdout, stderr } = fakeHost(temporaryFolder(documents));
  const exit = await main(host, ['export', '--as', format, ...Object.keys(documents)]);
  return { exit, stdout: stdout(), stderr: stderr() };
};
const exported = async (format: string, document: string) => JSON.parse((await run(format, { 'leak.md': document })).stdout);

describe('eu-art73', () => {
  test('is a draft, says what the record does not know and where to state it', async () => {
    const { draft, notice, report, unknown } = await exported('eu-art73', LEAK);
    expect(draft).toBe(true);
    expect(notice).toContain('not legal advice');
    expect(report).toMatchObject({
      deployers: ['Shop AB'], memberStates: ['SE'], personsAffected: 12, awareAt: '2026-05-03T11:40+02:00', description: 'A cache key lacked the tenant.\n\nIt was there since the deploy.',
      occurredAt: { at: '2026-05-03T08:00', zone: 'UTC' }, correctiveActions: [{ id: 'AI-1', owners: ['@mo'] }],
    });
    expect(unknown).toContainEqual({ field: 'causalLink', stateIn: 'the front matter, reporting.causal_link' });
    expect(unknown.map(({ field }: { field: string }) => field)).not.toContain('deployers');
  });

  test('shows the deadlines with their legal basis', async () => {
    const { deadlines } = await exported('eu-art73', LEAK);
    expect(deadlines.map(({ lastDay, applies, basis }: Record<string, unknown>) => [lastDay, applies, basis])).toEqual([
      ['2026-05-05', false, 'Regulation (EU) 2024/1689, Article 73(3)'],
      ['2026-05-13', false, 'Regulation (EU) 2024/1689, Article 73(4)'],
      ['2026-05-18', true, 'Regulation (EU) 2024/1689, Article 73(2)'],
    ]);
  });

  test('without a stated harm or awareness nothing is guessed', () => {
    expect(seriousIncidentDeadlines(null, []).map(({ lastDay, applies }) => [lastDay, applies])).toEqual([[null, null], [null, null], [null, null]]);
    expect(seriousIncidentDeadlines('2026-02-30', ['death']).map(({ lastDay }) => lastDay)).toEqual([null, null, null]);
    expect(seriousIncidentDeadlines('last week', ['death']).map(({ applies }) => applies)).toEqual([false, true, false]);
  });

  test('a last day is that many days after the day of becoming aware', () => {
    const day = dateOf({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    assert(
      property(day, subarray([...HARMS]), (aware, harms) => {
        for (const { lastDay, days } of seriousIncidentDeadlines(aware.toISOString(), harms)) {
          expect((Date.parse(lastDay ?? '') - Date.parse(aware.toISOString().slice(0, 10))) / 86_400_000).toBe(days);
        }
      }),
    );
  });
});

describe('aiid', () => {
  /** The database's type `Submission`, made from its published fields (incidentdatabase.ai, GraphQL API); relations as the ids that it keeps. */
  const schema = buildSchema(`
    type Query { submission: Submission }
    type Submission {
      authors: [String]! submitters: [String]! tags: [String]!
      title: String! text: String! url: String! source_domain: String! language: String! image_url: String!
      date_downloaded: String! date_modified: String! date_published: String! date_submitted: String!
      incident_title: String incident_date: String description: String plain_text: String editor_notes: String
      deployers: [String] developers: [String] harmed_parties: [String] implicated_systems: [String]
    }`);
  const fields = Object.keys((schema.getType('Submission') as GraphQLObjectType).getFields());
  /** What the database answers with, were this one of its submissions; throws where a required field is missing or a type is another. */
  const submission = async (written: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> => {
    const foreign = Object.keys(written).filter((field) => !fields.includes(field));
    if (foreign.length > 0) throw new Error(`no fields of a submission: ${foreign.join(', ')}`);
    const { data, errors } = await graphql({ schema, source: `{ submission { ${fields.join(' ')} } }`, rootValue: { submission: written } });
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
    return (data as { submission: Readonly<Record<string, unknown>> }).submission;
  };

  test('has the fields of a submission, and tells editors that it is a draft', async () => {
    const written = await submission(await exported('aiid', LEAK));
    expect(written).toMatchObject({ title: 'The helper showed tokens of other customers', incident_date: '2026-05-03', deployers: ['Shop AB'], implicated_systems: ['Helper'], source_domain: 'status.example.com', date_submitted: '2026-11-21', description: 'A cache key lacked the tenant.' });
    expect(written.editor_notes).toMatch(/^Draft made from a post-mortem record; .*Not known: .*developers \(the front matter, reporting\.developers\)/);
    expect(await submission(await exported('aiid', '# Nothing known\n'))).toMatchObject({ title: 'Nothing known', url: '' });
  });

  test('the test of the type can fail', async () => {
    const { title: _, ...untitled } = await exported('aiid', LEAK);
    await expect(submission(untitled)).rejects.toThrow('Cannot return null for non-nullable field Submission.title');
    await expect(submission({ ...untitled, title: 'x', colour: 'red' })).rejects.toThrow('colour');
  });

  test('says what the form would refuse', async () => {
    const { editor_notes: notes } = await exported('aiid', LEAK.replace('A cache key lacked', `${'A cache key lacked '.repeat(30)}`));
    expect(notes).toContain('To be changed first: description has 582 characters, the form takes 3 to 500.');
    expect((await exported('aiid', LEAK)).editor_notes).toContain('To be changed first: text has 62 characters, the form takes 80 to 50000.');
  });
});

describe('veris', () => {
  /** The fields that are used, as the community schema 1.4 has them (veriscommunity.net). */
  const unit = z.strictObject({ unit: z.enum(['Seconds', 'Minutes', 'Hours', 'Days', 'Weeks', 'Months', 'Years', 'Never', 'NA', 'Unknown']), value: z.optional(z.number()) });
  const notes = z.strictObject({ unknown: z.strictObject({ notes: z.string().check(z.minLength(1)) }) });
  const incident = z.strictObject({
    schema_version: z.literal('1.4.0'), incident_id: z.string(), summary: z.string(), notes: z.string(),
    security_incident: z.enum(['Confirmed', 'Suspected', 'Near miss', 'False positive']),
    timeline: z.strictObject({
      incident: z.strictObject({ year: z.int().check(z.minimum(1950), z.maximum(2050)), month: z.optional(z.int()), day: z.optional(z.int()), time: z.optional(z.string().check(z.regex(/^(?:0[1-9]|1[0-2]):[0-5][0-9]:[0-5][0-9] [AP]M$/))) }),
      discovery: unit, containment: unit,
    }),
    discovery_method: z.union([z.strictObject({ internal: z.strictObject({ variety: z.array(z.string()) }) }), z.strictObject({ external: z.strictObject({ variety: z.array(z.string()) }) }), z.strictObject({ unknown: z.literal(true) })]),
    actor: notes, action: notes,
    asset: z.strictObject({ assets: z.array(z.strictObject({ variety: z.string() })), cloud: z.array(z.string()) }),
    corrective_action: z.optional(z.string()), reference: z.optional(z.string()),
    plus: z.looseObject({ draft: z.literal(true) }),
  });

  test('is a valid incident', async () => {
    const written = incident.parse(await exported('veris', LEAK));
    expect(written).toMatchObject({
      security_incident: 'Suspected',
      timeline: { incident: { year: 2026, month: 5, day: 3, time: '08:00:00 AM' }, discovery: { unit: 'Hours', value: 13 }, containment: { unit: 'Minutes', value: 30 } },
      corrective_action: 'AI-1: Test that two tenants never share a key',
    });
    expect(incident.parse(await exported('veris', LEAK.replace('reporting:', 'reporting:\n  security: near-miss'))).security_incident).toBe('Near miss');
    expect(incident.parse(await exported('veris', LEAK.replace('2026-05-03 08:00', '2026-05-03 12:05'))).timeline.incident.time).toBe('12:05:00 PM');
  });

  test('an incident that nobody calls one of security, or without a year, is refused', async () => {
    expect(await run('veris', { 'a.md': LEAK.replace('[security]', '[cache]') })).toEqual({
      exit: 2, stdout: '',
      stderr: 'postmortem: a.md does not say that it is about security, and VERIS describes security incidents only\n  state it in the front matter: "reporting: { security: confirmed }", or the tag "security"\n',
    });
    expect((await run('veris', { 'a.md': '---\ntags: [security]\n---\n# Leak\n' })).stderr).toContain('a.md states no date');
  });
});

describe('outcome, verdict and agent', () => {
  const assessed = `${LEAK}
## LLM variables

| Variable | Before | During | Moved |
|---|---|---|---|
| Model | served a-0601 | served a-0905 | yes |

### Outcome

- Failure: answers with the tokens of others
- Kind: feedback
- Before: 0 of 12,000
- During: 40 of 9,000

### Verdict

- Explained by: Model
- Confidence: likely
- Confirmed by: none

## Agent

- Autonomy tier: acts alone
- Reversible: no
`;
  const stated = {
    outcome: { failure: 'answers with the tokens of others', kind: 'feedback', before: '0 of 12,000', during: '40 of 9,000' },
    verdict: { explainedBy: 'Model', confidence: 'likely', confirmedBy: 'none' },
    agent: { autonomyTier: 'acts alone', reversible: 'no' },
  };

  test('stand in the report to an authority', async () => {
    const { report, unknown } = await exported('eu-art73', assessed);
    expect(report).toMatchObject(stated);
    expect(unknown.map(({ field }: { field: string }) => field)).not.toContain('verdict');
    expect((await exported('eu-art73', LEAK)).unknown).toContainEqual({ field: 'verdict', stateIn: 'the section LLM variables, Verdict' });
  });

  test('stand beside what VERIS knows', async () => {
    expect((await exported('veris', assessed)).plus.llm).toEqual(stated);
    expect((await exported('veris', LEAK)).plus).not.toHaveProperty('llm');
  });

  test.each([
    ['likely', 'Model', 'Potential technical failure: Model: served a-0601 → served a-0905. An agent acted (autonomy: acts alone; reversible: no).'],
    ['known', 'Model', 'Known technical failure: Model: served a-0601 → served a-0905.'],
    ['known', 'nothing in the model stack moved', 'No part of the model stack changed.'],
  ])('tell the editors of the incident database: %s, %s', async (confidence, explained, words) => {
    const { editor_notes: notes } = await exported('aiid', assessed.replace('Confidence: likely', `Confidence: ${confidence}`).replace('by: Model', `by: ${explained}`));
    expect(notes).toContain(words);
  });

  test('a record that names no cause is not given one', async () => {
    const { editor_notes: notes } = await exported('aiid', assessed.replace('by: Model', 'by: nothing recorded'));
    expect(notes).not.toMatch(/technical failure|No part/);
  });
});

test('values of "reporting" that the format does not know are said at their place', async () => {
  const { host, stdout } = fakeHost(temporaryFolder({ 'a.md': LEAK.replace('fundamental-rights', 'feelings') }));
  await main(host, ['check', '--no-cache', '--format', 'json', '--only', 'record/front-matter', 'a.md']);
  expect(JSON.parse(stdout()).findings.map(({ message, range }: { message: string; range: { start: { line: number } } }) => [range.start.line, message])).toEqual([
    [17, '"reporting.harms.0" has a value that the format does not know'],
  ]);
});
