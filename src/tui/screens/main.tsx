import { Box } from 'ink';
import { memo, useMemo, type ReactNode } from 'react';
import type { Part } from '../../editor/parts/part.ts';
import { PARTS } from '../../editor/parts/registry.ts';
import { marksOf } from '../../editor/places.ts';
import { rowsOf } from '../../editor/rows.ts';
import { figuresOf, scaleOf } from '../../editor/scale.ts';
import { isSaved, type Session } from '../../editor/session.ts';
import type { State } from '../../editor/state.ts';
import { neutralise } from '../../record/neutralise.ts';
import { fit, Line, Rule } from '../widgets/line.tsx';
import { Findings } from './findings.tsx';
import { Foot } from './foot.tsx';
import { Form } from './form.tsx';
import { Help } from './help.tsx';
import { Import, importTitle } from './import.tsx';
import { Pick, pickTitle } from './pick.tsx';
import { Preview, previewTitle } from './preview.tsx';
import { Prose } from './prose.tsx';
import { Recover } from './recover.tsx';
import { Rows } from './rows.tsx';
import { Sections } from './sections.tsx';

const SIDE = 20;
const FOOT = 3;
/** Header, the rule over the body and the one over the findings. */
const LINES = 3;

const SectionsMemo = memo(Sections);
const FindingsMemo = memo(Findings);
const RowsMemo = memo(Rows);

/** How much stands in a part; nothing where that says nothing. */
const tallyOf = (part: Part, session: Session): string => {
  if (part.tally !== undefined) return part.tally(session.record);
  const rows = part.name.startsWith('section.') || part.name === 'facts' || part.name === 'variables' ? 0 : rowsOf(part, session).length;
  return rows === 0 ? '' : String(rows);
};

/** Shares of the screen: more findings where there is more room. */
const shares = (height: number): { readonly body: number; readonly findings: number } => {
  const findings = Math.max(2, Math.min(8, Math.floor((height - LINES - FOOT) / 6)));
  return { body: height - LINES - FOOT - findings, findings };
};

const titleOf = (state: State, columns: number): string => {
  const { overlay } = state;
  const part = PARTS[state.part];
  switch (overlay?.kind) {
    case undefined: return part?.title ?? '';
    case 'form': return `${part?.title ?? ''} ${overlay.row + 1}`;
    case 'pick': return pickTitle(overlay);
    case 'import': return importTitle(overlay);
    case 'preview': return previewTitle(overlay, columns);
    case 'help': return 'Keys (escape goes back)';
    case 'recover': return 'Resume';
  }
};

const Timeline = ({ state, columns }: { readonly state: State; readonly columns: number }): ReactNode => {
  const { record } = state.session;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line tone="accent">{`  ${scaleOf(record, columns - 4)}`}</Line>
      <Line dimColor>{`  ${figuresOf(record)}`}</Line>
    </Box>
  );
};
const TIMELINE_FOOT = 2;

const Body = ({ state, height, columns, left, top }: { readonly state: State; readonly height: number; readonly columns: number; readonly left: number; readonly top: number }): ReactNode => {
  const { overlay, prompt, session } = state;
  const part = PARTS[state.part];
  if (overlay?.kind === 'help') return <Help from={overlay.from} height={height} />;
  if (overlay?.kind === 'recover') return <Recover state={state} height={height} />;
  if (overlay?.kind === 'preview') return <Preview state={state} overlay={overlay} height={height} columns={columns} />;
  if (overlay?.kind === 'import') return <Import picker={overlay} height={height} />;
  if (overlay?.kind === 'pick') return <Pick state={state} overlay={overlay} height={height} />;
  if (part === undefined) return null;
  if (prompt?.field.lines) return <Prose field={prompt.field} height={height} columns={columns} left={left} top={top} />;
  if (overlay?.kind === 'form') return <Form part={part} record={session.record} row={overlay.row} field={overlay.field} height={height} />;
  const drawn = part.name === 'timeline' && scaleOf(session.record, columns - 4) !== '';
  return (
    <Box flexDirection="column" height={height}>
      <RowsMemo part={part} rows={rowsOf(part, session)} selected={state.row} height={height - (drawn ? TIMELINE_FOOT : 0)} columns={columns} />
      {drawn && <Timeline state={state} columns={columns} />}
    </Box>
  );
};

/** The whole screen. */
export const Main = ({ state, height, columns }: { readonly state: State; readonly height: number; readonly columns: number }): ReactNode => {
  const { session, findings, overlay } = state;
  const { record } = session;
  const marks = useMemo(() => marksOf(session, findings), [session, findings]);
  const counts = useMemo(() => PARTS.map((part) => tallyOf(part, session)), [session]);
  const { body, findings: shown } = shares(height);
  const whole = overlay !== null && overlay.kind !== 'form';
  const left = whole ? 0 : SIDE;
  const zone = record.timezone?.value ?? 'UTC';
  const saved = isSaved(session) ? 'saved' : 'NOT SAVED';
  const facts = `${record.severity?.value ?? 'no severity'}  ${record.status?.value ?? 'no status'}  ${saved}  ? help `;
  return (
    <Box flexDirection="column" height={height}>
      <Line inverse>{` ${fit(neutralise(record.title?.value ?? state.path), Math.max(8, columns - facts.length - 2))} ${neutralise(facts)}`}</Line>
      <Rule title={titleOf(state, columns)} right={overlay === null && PARTS[state.part]?.name === 'timeline' ? neutralise(zone) : ''} columns={columns} />
      <Box height={body}>
        {!whole && <SectionsMemo marks={marks} counts={counts} part={state.part} height={body} width={SIDE} />}
        <Box flexDirection="column" flexGrow={1} width={columns - left}>
          <Body state={state} height={body} columns={columns - left} left={left} top={2} />
        </Box>
      </Box>
      <Rule title={findings.length > 0 ? `Findings ${findings.length}  n next  f all  F fix` : 'Findings 0'} columns={columns} />
      <FindingsMemo findings={findings} finding={state.finding} height={shown} />
      <Foot state={state} columns={columns} top={LINES + body + shown} />
    </Box>
  );
};
