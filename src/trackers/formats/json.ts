import { z } from 'zod/mini';
import { toJson } from '../../record/json.ts';
import { trackedItemSchema } from '../item.ts';
import { sortItems } from '../select.ts';
import type { Tracker } from '../tracker.ts';

/** The shape of the JSON export. */
export const trackerSchema = z.object({ schemaVersion: z.literal(1), items: z.array(trackedItemSchema) });

/** All items as data. */
export const json: Tracker = (items) => `${toJson({ schemaVersion: 1, items: sortItems(items, 'incident') }, 2)}\n`;
