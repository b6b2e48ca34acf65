import { LLM_VARIABLES, VARIABLE_LABELS, type LlmVariableKey } from '../record/vocabulary.ts';
import { FACETS, type Alias, type Facet } from './aliases.ts';
import { variableOf } from './attribution/attribute.ts';

const attributeText = ({ name, derivation }: Alias): string => `\`${name}\`${derivation === 'hash' ? ' (hashed)' : ''}`;

/** Attributes of one facet by the convention that names them. */
const facetRow = ({ title, aliases }: Facet): string => {
  const conventions = [...new Set(aliases.map(({ convention }) => convention))];
  return `| ${title} | ${conventions.map((convention) => `${convention}: ${aliases.filter((alias) => alias.convention === convention).map(attributeText).join(', ')}`).join('<br>')} |`;
};

const section = (key: LlmVariableKey): string =>
  [`## ${VARIABLE_LABELS[key]}`, '', '| Recorded | Read from |', '|---|---|', ...FACETS.filter(({ id }) => variableOf(id) === key).map(facetRow)].join('\n');

/** The page `docs/flight-recorder.md`: for each variable the attributes that are read, and so what to log before the first incident. */
export const flightRecorderPage = (): string =>
  [
    '# Flight recorder',
    'What to log before the first incident, so that `postmortem moved` can say which variable moved. Log at least one row of each variable below in every conversation, on any of its spans or on their resource; what is logged in fewer than half of the conversations stays unknown, never unchanged.',
    'Use the name of your convention where it has one. Names that begin with `pm.` are this tool\'s own, for what no convention names. A revision is better than a text: a text is hashed, so a prompt with a date in it looks new every day. `{}`, `[]`, `null`, `undefined` and `unknown` count as nothing.',
    ...LLM_VARIABLES.map(section),
    'Made from the table of attributes by `npm run generate`.\n',
  ].join('\n\n');
