import type { ActionItem } from './action.ts';
import type { IncidentRecord } from './record.ts';
import type { Fact, Source } from './source.ts';
import type { MilestoneFact } from './timeline.ts';

/** A sentence of a document and where it stands. */
interface Statement {
  readonly title: string;
  readonly source: Source;
}

/**
 * The facts by which documents are compared with one another: all that is kept of a document's record while others are checked, so that memory
 * stays small over thousands of them.
 */
export interface ComparedRecord {
  readonly path: string;
  readonly id: Fact<string> | null;
  /** The incident's first day, ISO. */
  readonly date: string | null;
  readonly severity: Fact<string> | null;
  readonly started: Pick<MilestoneFact, 'wall' | 'zone' | 'source'> | null;
  /** The key of the incident that front matter links to: `INC-2041`. */
  readonly incident: string | null;
  readonly services: readonly string[];
  readonly causes: readonly Statement[];
  /** Action items that are neither done nor dropped. */
  readonly openActions: readonly Statement[];
}

const isOpen = ({ status }: ActionItem): boolean => status === null || status === 'open' || status === 'in-progress' || status === 'proposed';

const statement = ({ title, source }: Statement): Statement => ({ title, source });

export const comparedRecord = ({ path, id, date, severity, milestones: { started }, links, services, causes, actions }: IncidentRecord): ComparedRecord => ({
  path,
  id,
  date: date?.value ?? null,
  severity,
  started: started ? { wall: started.wall, zone: started.zone, source: started.source } : null,
  incident: links['incident']?.value || null,
  services: services.map(({ value }) => value),
  causes: causes.map(statement),
  openActions: actions.filter(isOpen).map(statement),
});
