import { z } from 'zod/mini';
import { factOf } from './source.ts';

/** Harms of a serious incident, after Regulation (EU) 2024/1689, Article 3(49), and the widespread infringement of Article 3(61). */
export const HARMS = ['death', 'health', 'critical-infrastructure', 'fundamental-rights', 'property', 'environment', 'widespread-infringement', 'other'] as const;
export type Harm = (typeof HARMS)[number];

export const HARM_STATES = ['actual', 'potential'] as const;
export const CAUSAL_LINKS = ['established', 'likely', 'suspected', 'none', 'unknown'] as const;
export const REPORT_STAGES = ['initial', 'follow-up', 'final'] as const;
/** How sure it is that security was breached (VERIS, `security_incident`). */
export const SECURITY_STATES = ['confirmed', 'suspected', 'near-miss', 'false-positive'] as const;

const fact = z.nullable(factOf(z.string()));
const facts = z.readonly(z.array(factOf(z.string())));

/** What authorities and public databases ask, and no other part of a post-mortem says: the `reporting` map of the front matter. */
export const reportingSchema = z.readonly(
  z.object({
    /** When the organisation became aware of the incident, as written; deadlines run from it. */
    aware: fact,
    system: fact,
    systemVersion: fact,
    /** Number in the EU database of high-risk systems. */
    registration: fact,
    providers: facts,
    deployers: facts,
    developers: facts,
    harms: z.readonly(z.array(factOf(z.enum(HARMS)))),
    harmState: z.nullable(factOf(z.enum(HARM_STATES))),
    harmedParties: facts,
    personsAffected: z.nullable(factOf(z.number())),
    memberStates: facts,
    causalLink: z.nullable(factOf(z.enum(CAUSAL_LINKS))),
    contact: fact,
    stage: z.nullable(factOf(z.enum(REPORT_STAGES))),
    security: z.nullable(factOf(z.enum(SECURITY_STATES))),
  }),
);
export type Reporting = z.infer<typeof reportingSchema>;

const text = z.string().check(z.minLength(1));
const names = z.array(text);

/** The `reporting` map as it is written. */
export const reportingFrontMatterSchema = z.object({
  aware: z.optional(text.check(z.describe('When you became aware of it, with its offset: 2026-05-03T11:40+02:00. Deadlines run from it'))),
  system: z.optional(text.check(z.describe('The AI system or product by name'))),
  system_version: z.optional(text.check(z.describe('Its version when it happened'))),
  registration: z.optional(text.check(z.describe('Its number in the EU database of high-risk systems'))),
  providers: z.optional(names.check(z.describe('Who places the system on the market'))),
  deployers: z.optional(names.check(z.describe('Who uses it'))),
  developers: z.optional(names.check(z.describe('Who made it or its model'))),
  harms: z.optional(z.array(z.enum(HARMS)).check(z.describe('What was harmed'))),
  harm_state: z.optional(z.enum(HARM_STATES).check(z.describe('Whether the harm occurred or could have'))),
  harmed_parties: z.optional(names.check(z.describe('Groups that were harmed, never people by name'))),
  persons_affected: z.optional(z.int().check(z.minimum(0), z.describe('How many people were affected'))),
  member_states: z.optional(names.check(z.describe('Where it happened, as ISO 3166 codes: [SE, DE]'))),
  causal_link: z.optional(z.enum(CAUSAL_LINKS).check(z.describe('How sure it is that the system caused the harm'))),
  contact: z.optional(text.check(z.describe('Whom the authority can ask'))),
  stage: z.optional(z.enum(REPORT_STAGES).check(z.describe('Which report this is'))),
  security: z.optional(z.enum(SECURITY_STATES).check(z.describe('How sure it is that security was breached'))),
});
