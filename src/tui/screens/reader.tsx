import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { changesBetween } from '../../editor/changes.ts';
import { shownOf } from '../../editor/import/pick.ts';
import { PARTS } from '../../editor/parts/registry.ts';
import { choicesOf } from '../../editor/picker.ts';
import { askOf, proposalsOf } from '../../editor/prompt.ts';
import { rowsOf } from '../../editor/rows.ts';
import { figuresOf } from '../../editor/scale.ts';
import { isSaved } from '../../editor/session.ts';
import type { State } from '../../editor/state.ts';
import { neutralise, neutraliseLines } from '../../record/neutralise.ts';
import { IMPORT_KEYS, importLine, importTitle } from './import.tsx';
import { pickTitle } from './pick.tsx';

/** What is asked, and what was typed. */
const asked = (state: State): string[] => {
  const { prompt } = state;
  if (prompt === null) return [];
  const { label, why, example } = askOf(prompt);
  const proposed = proposalsOf(state);
  return [
    `Question: ${label}. ${why}${example === '' ? '' : ` For example: ${neutralise(example)}`}`,
    ...(proposed.length > 0 ? [`Proposed, tab takes it: ${neutralise(proposed[prompt.proposed] ?? '')}, ${prompt.proposed + 1} of ${proposed.length}`] : []),
    `You typed: ${neutraliseLines(prompt.field.text)}`,
  ];
};

/** Lines of a preview that are told at once. */
const READ_AT_ONCE = 10;

const shown = (state: State): string[] => {
  const { overlay, session } = state;
  const part = PARTS[state.part];
  if (part === undefined) return [];
  if (overlay?.kind === 'recover') return ['An earlier session on this document ended before all of it was saved. r takes it up again, x throws it away, q leaves.'];
  if (overlay?.kind === 'pick') {
    const choices = choicesOf(state);
    return [`${pickTitle(overlay)}. You typed: ${overlay.query.text}`, `${overlay.selected + 1} of ${choices.length}: ${choices[overlay.selected]?.text ?? 'nothing fits'}`];
  }
  if (overlay?.kind === 'preview') {
    const lines = overlay.view === 'changes' ? changesBetween(state.opened, session.text).map(({ kind, text }) => `${kind === 'same' ? '' : `${kind}: `}${text}`) : session.text.split('\n').map(neutralise);
    return [`${overlay.view === 'changes' ? 'Changes of this session' : 'The document'}, from line ${overlay.from + 1} of ${lines.length}, tab for the other, escape goes back.`, ...lines.slice(overlay.from, overlay.from + READ_AT_ONCE)];
  }
  if (overlay?.kind === 'import') {
    const shown = shownOf(overlay);
    const index = shown[overlay.selected];
    return [`${importTitle(overlay)}. ${IMPORT_KEYS}. You typed: ${overlay.query.text}`, ...(index === undefined ? [] : [`${overlay.selected + 1} of ${shown.length}, ${overlay.taken.has(index) ? 'taken' : 'left'}: ${importLine(overlay, index).replace(/\s+/g, ' ')}`])];
  }
  if (overlay?.kind === 'form') {
    const fields = part.fields(session.record, overlay.row);
    const field = fields[overlay.field];
    return field === undefined ? [] : [`${part.title} ${overlay.row + 1}, field ${overlay.field + 1} of ${fields.length}: ${field.label}: ${neutralise(part.value(session.record, overlay.row, field.name)) || 'empty'}`];
  }
  const rows = rowsOf(part, session);
  const row = rows[state.row];
  const place = rows.length === 0 ? 'nothing yet' : `row ${state.row + 1} of ${rows.length}: ${[row?.heading, ...(row?.cells ?? [])].filter(Boolean).join(', ')}`;
  return [`${part.title}, part ${state.part + 1} of ${PARTS.length}, ${place}`, ...(part.name === 'timeline' ? [figuresOf(session.record)] : [])];
};

/** The app as a screen reader tells it: few lines, no frames, nothing that ticks. */
export const Reader = ({ state }: { readonly state: State }): ReactNode => {
  const { session, findings, finding, message } = state;
  const lines = [
    `${neutralise(session.record.title?.value ?? state.path)}, ${isSaved(session) ? 'saved' : 'not saved'}, ${findings.length} findings.`,
    ...shown(state),
    ...(finding >= 0 && findings[finding] ? [`Finding ${finding + 1}: ${neutralise(findings[finding].message)}`] : []),
    ...asked(state),
    neutralise(message.text),
  ];
  return <Box flexDirection="column">{lines.filter((line) => line !== '').map((line, index) => <Text key={index}>{line}</Text>)}</Box>;
};
