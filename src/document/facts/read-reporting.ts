import { CAUSAL_LINKS, HARM_STATES, HARMS, REPORT_STAGES, SECURITY_STATES, type Reporting } from '../../record/reporting.ts';
import type { Fact } from '../../record/source.ts';
import type { FrontMatterNode } from '../front-matter.ts';
import { listFacts, mapEntries, textFact } from './front-matter-facts.ts';

const known = <Value extends string>(values: readonly Value[], stated: Fact<string> | null): Fact<Value> | null => {
  const value = values.find((each) => each === stated?.value.toLowerCase());
  return stated && value !== undefined ? { value, source: stated.source } : null;
};

/** The `reporting` map of the front matter; null where there is none. Values that do not fit are left out; the format's check says so. */
export const readReporting = (node: FrontMatterNode | undefined): Reporting | null => {
  const entries = mapEntries(node);
  if (entries.size === 0) return null;
  const at = (key: string): FrontMatterNode | undefined => entries.get(key)?.node;
  const persons = at('persons_affected');
  return {
    aware: textFact(at('aware')),
    system: textFact(at('system')),
    systemVersion: textFact(at('system_version')),
    registration: textFact(at('registration')),
    providers: listFacts(at('providers')),
    deployers: listFacts(at('deployers')),
    developers: listFacts(at('developers')),
    harms: listFacts(at('harms')).flatMap((stated) => known(HARMS, stated) ?? []),
    harmState: known(HARM_STATES, textFact(at('harm_state'))),
    harmedParties: listFacts(at('harmed_parties')),
    personsAffected: typeof persons?.value === 'number' ? { value: persons.value, source: persons.source } : null,
    memberStates: listFacts(at('member_states')),
    causalLink: known(CAUSAL_LINKS, textFact(at('causal_link'))),
    contact: textFact(at('contact')),
    stage: known(REPORT_STAGES, textFact(at('stage'))),
    security: known(SECURITY_STATES, textFact(at('security'))),
  };
};
