import { parseDocument } from '../../src/document/document.ts';
import { loadEngine } from '../../src/document/engine.ts';
import { readDurations } from '../../src/document/durations/read-durations.ts';
import { readFacts, type Facts } from '../../src/document/facts/read-facts.ts';
import { readingOf } from '../../src/document/read-record.ts';
import type { Reading } from '../../src/document/reading.ts';
import { readTimeline, type TimelineReading } from '../../src/document/timeline/read-timeline.ts';
import type { StatedDuration } from '../../src/record/duration.ts';

const engine = await loadEngine();

export interface PartsRead extends TimelineReading {
  readonly reading: Reading;
  readonly facts: Facts;
  readonly durations: readonly StatedDuration[];
}

/** Facts, timeline and durations of a text, read as the record reads them. */
export const readParts = (text: string, path = 'incident.md'): PartsRead => {
  const reading = readingOf(parseDocument(path, text, engine));
  const facts = readFacts(reading);
  const timeline = readTimeline(reading, facts);
  return { reading, facts, ...timeline, durations: readDurations(reading, facts, timeline.timeline) };
};
