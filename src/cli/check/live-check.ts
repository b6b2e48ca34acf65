import { mayLinkGates, mayMentionGates } from '../../gates/links/mention.ts';
import type { GatesView } from '../../gates/view.ts';
import { comparedRecord, type ComparedRecord } from '../../record/compared.ts';
import type { Finding } from '../../record/finding.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { prepareFor } from '../../rules/prepare.ts';
import { conclude, examine } from '../../rules/run-rules.ts';
import type { RuleSettings } from '../../rules/settings.ts';
import type { DocumentReader, ReadDocument } from '../../workspace/reader.ts';
import { workspaceReader } from '../../workspace/records.ts';
import { readRepository, repositoryView } from '../../workspace/repository.ts';
import type { RepositoryView } from '../../workspace/repository-view.ts';
import { isoDate } from '../../workspace/today.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './options.ts';
import { otherTexts } from './run-check.ts';
import { settingsByPath } from './settings-by-path.ts';

/** Milliseconds for which what lies beside a document is taken to be as it was. */
const FRESH = 10_000;

/** What the rules see besides the document. */
interface Beside {
  readonly reader: DocumentReader;
  readonly repository: RepositoryView;
  readonly settings: RuleSettings;
  readonly today: string;
  /** The other documents of the collection. */
  readonly others: readonly (readonly [path: string, text: string])[];
  /** The repository's gates, collected where a document links one. */
  readonly gates: () => ReturnType<typeof collectGates>;
}

const collectGates = async (workspace: Workspace) => (await import('../../workspace/gates/repository.ts')).openGates(workspace);

const once = <Value>(compute: () => Value): (() => Value) => {
  let computed: { readonly value: Value } | null = null;
  return () => (computed ??= { value: compute() }).value;
};

/** The findings of a text; `known` is what was read of it before. */
export type LiveCheck = (text: string, known: ReadDocument | null) => Promise<readonly Finding[]>;

/**
 * Checks one document again and again while it is written. It finds what a whole check finds, and does each time only what a change of the document asks for: the repository, the
 * configuration and the other documents are looked at every ten seconds, a text that was read before is not read again, and the rules run over it.
 */
export const openLiveCheck = (workspace: Workspace, path: string, options: Pick<CheckOptions, 'only' | 'ruleSeverities'>): LiveCheck => {
  let beside: Promise<Beside> | null = null;
  let since = Number.NEGATIVE_INFINITY;
  const compared = new Map<string, { readonly text: string; readonly record: ComparedRecord }>();

  const open = async (): Promise<Beside> => ({ ...(await readBeside(workspace, path, options)), gates: once(() => collectGates(workspace)) });

  const current = (): Promise<Beside> => {
    const now = workspace.host.now();
    if (beside === null || Math.abs(now - since) > FRESH) {
      since = now;
      beside = open();
      // What could not be looked at is looked at again the next time.
      beside.catch(() => (since = Number.NEGATIVE_INFINITY));
    }
    return beside;
  };

  const recordOf = ({ reader }: Beside, other: string, text: string): ComparedRecord => {
    const known = compared.get(other);
    if (known?.text === text) return known.record;
    const record = comparedRecord(reader.read(other, text).record);
    compared.set(other, { text, record });
    return record;
  };

  return async (text, known) => {
    const now = await current();
    const { reader, repository, settings, today, others } = now;
    const waiting = prepareFor(text);
    if (waiting) await waiting;
    const { document, record } = known === null ? reader.read(path, text) : { document: { ...known.document, path }, record: { ...known.record, path } };
    const gates = await gatesFor(workspace, text, now, () => [...others.filter(([, other]) => mayLinkGates(other)).map(([other, content]) => reader.read(other, content).record), ...(mayLinkGates(text) ? [record] : [])]);
    const examined = examine({ document, record, repository: { ...repository, gates }, settings, today });
    const records = once(() => [...others.map(([other, content]) => recordOf(now, other, content)), examined.record]);
    return conclude(examined, { collection: { get records() { return records(); } }, settings, today });
  };
};

const readBeside = async (workspace: Workspace, path: string, options: Pick<CheckOptions, 'only' | 'ruleSeverities'>): Promise<Omit<Beside, 'gates'>> => {
  const reader = await workspaceReader(workspace);
  const repository = repositoryView(workspace, await readRepository(workspace, null), reader, null);
  const today = isoDate(workspace.host.now(), workspace.configuration.timezone);
  return { reader, repository, settings: settingsByPath(workspace, options)(path), today, others: otherTexts(workspace, new Set([path])) };
};

/** The gates as the rules see them; nothing is collected for a document that mentions none. */
const gatesFor = async (workspace: Workspace, text: string, { gates }: Beside, records: () => IncidentRecord[]): Promise<GatesView | null> => {
  if (!mayMentionGates(text)) return null;
  return (await import('../../workspace/gates/view.ts')).openGatesView(workspace, [text], records, gates);
};
