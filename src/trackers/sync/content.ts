import { digest } from '../../workspace/cache.ts';
import { addressOf } from '../address.ts';
import type { Block, BlockLine, Span } from './block.ts';
import { issueTitle } from './body/words.ts';
import type { Content } from './issue.ts';
import type { SyncItem } from './item.ts';
import { labelsOf, priorityOf, type SyncSettings } from './settings.ts';

const line = (name: string, ...spans: readonly Span[]): BlockLine => ({ name, spans });

const documentSpan = ({ rootPath }: SyncItem, { links }: SyncSettings): Span =>
  links === null ? { code: rootPath } : { text: rootPath, href: `${links}/${addressOf(rootPath.split('/'))}` };

const incidentText = ({ id, title, severity, date }: SyncItem['incident']): string => {
  const about = [severity, date].filter((part) => part !== null).join(', ');
  return `${title ?? id}${about === '' ? '' : ` (${about})`}`;
};

/** The name of an item that people know it by: an item without an id has only its incident's. */
const nameOf = ({ key, incident }: SyncItem): string => (key.startsWith(`${incident.id}#~`) ? incident.id : key);

const kindOf = ({ type, priority }: SyncItem): Span[] => {
  const words = [type, priority].filter((word) => word !== null).join(', ');
  return words === '' ? [] : [{ text: ' ' }, { text: words }];
};

/** The owners are shown where the tracker cannot assign them. */
const blockOf = (item: SyncItem, settings: SyncSettings, ownersShown: boolean): Block => [
  line('Item', { code: nameOf(item) }, ...kindOf(item)),
  line('Incident', { text: incidentText(item.incident) }),
  line('Document', documentSpan(item, settings)),
  ...(ownersShown && item.owners.length > 0 ? [line('Owner', { text: item.owners.join(', ') })] : []),
  ...item.gates.map((gate) => line('Gate', { code: gate })),
  ...(item.reopened ? [line('Open again', { text: 'the document calls it finished, and a gate of it is gone, stops nothing, or would not fire' })] : []),
];

/** What the issue of an item shows of its document. */
export const contentOf = (item: SyncItem, settings: SyncSettings, ownersShown: boolean): Content => ({
  title: issueTitle(item.title),
  block: blockOf(item, settings, ownersShown),
  labels: labelsOf(settings, item),
  priority: priorityOf(settings, item),
});

/** A short name of what an issue shows, to know whether it changed. */
export const contentDigest = (content: Content): string => digest(JSON.stringify(content)).slice(0, 12);
