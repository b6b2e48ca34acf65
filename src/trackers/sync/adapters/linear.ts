import { createHash } from 'node:crypto';
import { z } from 'zod/mini';
import { UserError } from '../../../record/errors.ts';
import type { ActionStatus } from '../../../record/vocabulary.ts';
import { markdownBody } from '../body/markdown.ts';
import { linkAddress } from '../body/words.ts';
import { apiAddress, token, variable } from '../connection.ts';
import { httpClient, OutcomeUnknown, Refused, type Answer } from '../http.ts';
import type { Change, Content, Draft, RemoteIssue, WrittenTicket } from '../issue.ts';
import type { OpenTracker } from '../registry.ts';
import { statusScale } from '../status-scale.ts';
import { parseAnswer } from './answer.ts';
import { labelsAfter } from './labels.ts';

const PUBLIC_API = 'https://api.linear.app';
/** A query's complexity grows with what it may return; 50 issues stay far below the limit of one query. */
const PER_PAGE = 50;

const ISSUE = `id identifier url title description dueDate createdAt trashed state { id } assignee { email } labels(first: 50) { nodes { id name } }`;
const QUERIES = {
  team: `query Team($key: String!) { teams(filter: { key: { eq: $key } }, first: 1) { nodes { id states(first: 100) { nodes { id name type position } } } } }`,
  issues: `query Issues($filter: IssueFilter!, $after: String) { issues(filter: $filter, first: ${PER_PAGE}, after: $after, orderBy: createdAt, includeArchived: true) { nodes { ${ISSUE} } pageInfo { hasNextPage endCursor } } }`,
  labels: `query Labels($names: [String!]!, $after: String) { issueLabels(filter: { name: { in: $names } }, first: ${PER_PAGE}, after: $after) { nodes { id name isGroup team { id } } pageInfo { hasNextPage endCursor } } }`,
  users: `query Users($email: String!) { users(filter: { email: { eqIgnoreCase: $email } }, first: 2) { nodes { id email active } } }`,
  makeLabel: `mutation MakeLabel($input: IssueLabelCreateInput!) { issueLabelCreate(input: $input) { issueLabel { id } } }`,
  create: `mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { issue { ${ISSUE} } } }`,
  update: `mutation Update($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { issue { ${ISSUE} } } }`,
} as const;

const nodes = <Node extends z.ZodMiniType>(node: Node) => z.object({ nodes: z.array(node) });
const pages = <Node extends z.ZodMiniType>(node: Node) => z.object({ nodes: z.array(node), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }) });
const issueSchema = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  description: z.nullable(z.string()),
  dueDate: z.nullable(z.string()),
  createdAt: z.string(),
  trashed: z.nullable(z.boolean()),
  state: z.object({ id: z.string() }),
  assignee: z.nullable(z.object({ email: z.string() })),
  labels: nodes(z.object({ id: z.string(), name: z.string() })),
});
type Issue = z.infer<typeof issueSchema>;
const stateSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), position: z.number() });
type State = z.infer<typeof stateSchema>;
const teamData = z.object({ teams: nodes(z.object({ id: z.string(), states: nodes(stateSchema) })) });
const issuesData = z.object({ issues: pages(issueSchema) });
const labelsData = z.object({ issueLabels: pages(z.object({ id: z.string(), name: z.string(), isGroup: z.boolean(), team: z.nullable(z.object({ id: z.string() })) })) });
const usersData = z.object({ users: nodes(z.object({ id: z.string(), email: z.string(), active: z.boolean() })) });
const labelData = z.object({ issueLabelCreate: z.object({ issueLabel: z.object({ id: z.string() }) }) });
const createData = z.object({ issueCreate: z.object({ issue: issueSchema }) });
const updateData = z.object({ issueUpdate: z.object({ issue: issueSchema }) });
const errorsSchema = z.object({ errors: z.array(z.object({ message: z.string(), extensions: z.optional(z.object({ code: z.optional(z.string()), userPresentableMessage: z.optional(z.string()) })) })) });

const codesOf = (json: unknown): string[] => {
  const parsed = errorsSchema.safeParse(json);
  return parsed.success ? parsed.data.errors.map(({ extensions }) => extensions?.code ?? '') : [];
};

const STATUS_OF_CODE: Readonly<Record<string, number>> = { AUTHENTICATION_ERROR: 401, FORBIDDEN: 403 };
const STATUS_OF_TYPE: Readonly<Record<string, ActionStatus>> = { triage: 'open', backlog: 'open', unstarted: 'open', started: 'in-progress', completed: 'done', canceled: 'dropped', duplicate: 'dropped' };
/** Types of state for a status, the fittest first. */
const TYPES_OF_STATUS: Readonly<Record<ActionStatus, readonly string[]>> = {
  proposed: ['backlog', 'triage', 'unstarted'],
  open: ['unstarted', 'backlog', 'triage'],
  'in-progress': ['started'],
  done: ['completed'],
  verified: ['completed'],
  dropped: ['canceled'],
};
const PRIORITIES: Readonly<Record<string, number>> = { none: 0, urgent: 1, high: 2, medium: 3, low: 4 };

const nameIs = (state: State, title: string | undefined): boolean => title?.toLowerCase() === state.name.toLowerCase();

/** The id that the issue of an item has in a team: made twice, it is refused the second time. In the form of a UUID of version 4, which the API asks for. */
export const issueId = (team: string, item: string): string => {
  const hex = createHash('sha256').update(`${team}\n${item}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Issues of one team in Linear (GraphQL). */
export const openLinear: OpenTracker = async ({ settings, env, ports }) => {
  const { project } = settings;
  if (!/^[A-Z0-9]+$/.test(project)) throw new UserError(`"${project}" is no key of a team of Linear`, { hint: 'capital letters, as before the number of an issue: ENG' });
  const oddPriority = Object.values(settings.priorities).find((name) => PRIORITIES[name.toLowerCase()] === undefined);
  if (oddPriority !== undefined) throw new UserError(`"${oddPriority}" is no priority of Linear`, { hint: `one of: ${Object.keys(PRIORITIES).join(', ')}` });
  const base = apiAddress('LINEAR_API_URL', variable(env, 'LINEAR_API_URL') ?? PUBLIC_API).replace(/\/graphql$/, '');
  const secret = token(env, 'read and write issues', 'LINEAR_API_KEY');
  const http = httpClient({
    ...ports,
    // Keys of people are sent as they are, those of applications as bearers.
    connection: { base, headers: { authorization: secret.startsWith('lin_api_') ? secret : `Bearer ${secret}` }, secrets: [secret] },
    pause: settings.pause ?? 0,
    limited: ({ json }: Answer) => codesOf(json).includes('RATELIMITED'),
  });
  const name = `${project} on Linear`;

  const ask = async <Value>(query: string, variables: Readonly<Record<string, unknown>>, data: z.ZodMiniType<Value>, repeatable = true): Promise<Value> => {
    const writes = query.startsWith('mutation');
    const { json } = await http.call({ method: 'POST', path: '/graphql', body: { query, variables }, repeatable, writes }, [400]);
    const failed = errorsSchema.safeParse(json);
    if (!failed.success) return parseAnswer(z.object({ data }), json, 'Linear').data;
    const codes = codesOf(json);
    if (!repeatable && codes.some((code) => /INTERNAL/.test(code))) throw new OutcomeUnknown('an error inside the tracker');
    const words = failed.data.errors.map(({ message, extensions }) => extensions?.userPresentableMessage ?? message).join('; ');
    throw http.refusal(STATUS_OF_CODE[codes[0] ?? ''] ?? 422, words);
  };

  const { teams } = await ask(QUERIES.team, { key: project }, teamData);
  const [team] = teams.nodes;
  if (team === undefined) throw new UserError(`there is no team ${project} in Linear, or the key may not see it`);
  const states = team.states.nodes.toSorted((a, b) => a.position - b.position);

  const isNamed = (status: ActionStatus): boolean => settings.statuses[status] !== undefined;
  const scale = statusScale([
    ['open', ...(isNamed('proposed') ? [] : ['proposed' as const])],
    ['done', ...(isNamed('verified') ? [] : ['verified' as const])],
  ]);
  const NAMED = ['proposed', 'open', 'in-progress', 'done', 'verified', 'dropped'] as const satisfies readonly ActionStatus[];
  const statusOf = (id: string): ActionStatus => {
    const state = states.find((one) => one.id === id);
    if (state === undefined) return 'open';
    return scale(NAMED.find((status) => nameIs(state, settings.statuses[status])) ?? STATUS_OF_TYPE[state.type] ?? 'open');
  };
  const stateFor = (status: ActionStatus): string => {
    const title = settings.statuses[status];
    const state = title === undefined ? TYPES_OF_STATUS[status].flatMap((type) => states.filter((one) => one.type === type))[0] : states.find((one) => nameIs(one, title));
    if (state === undefined) throw new UserError(`the team ${project} has no state for "${status}"${title === undefined ? '' : ` called "${title}"`}`, { hint: 'name the status under "sync.statuses"' });
    return state.id;
  };

  const ids = new Map<string, string>();
  const labelIds = new Map<string, string>();
  const userIds = new Map<string, string | null>();

  const read = (issue: Issue): RemoteIssue => {
    ids.set(issue.identifier, issue.id);
    for (const { id, name: label } of issue.labels.nodes) labelIds.set(label.toLowerCase(), id);
    const body = issue.description ?? '';
    return {
      ref: issue.identifier,
      ticket: `[${issue.identifier}](${linkAddress(issue.url) ?? `https://linear.app/issue/${issue.identifier}`})`,
      title: issue.title,
      body,
      labels: issue.labels.nodes.map((label) => label.name),
      fields: { status: statusOf(issue.state.id), owners: issue.assignee === null ? [] : [issue.assignee.email.toLowerCase()], due: issue.dueDate },
      marker: markdownBody.markerOf(body),
      created: issue.createdAt,
    };
  };

  const search = async (filter: Readonly<Record<string, unknown>>): Promise<Issue[]> => {
    const found: Issue[] = [];
    for (let after: string | null = null; ; ) {
      const { issues }: z.infer<typeof issuesData> = await ask(QUERIES.issues, { filter: { team: { id: { eq: team.id } }, ...filter }, after }, issuesData);
      found.push(...issues.nodes);
      if (!issues.pageInfo.hasNextPage || issues.pageInfo.endCursor === null) return found;
      after = issues.pageInfo.endCursor;
    }
  };

  const lookUpLabels = async (names: readonly string[]): Promise<void> => {
    for (let after: string | null = null; ; ) {
      const { issueLabels }: z.infer<typeof labelsData> = await ask(QUERIES.labels, { names, after }, labelsData);
      for (const label of issueLabels.nodes) if (!label.isGroup && (label.team === null || label.team.id === team.id)) labelIds.set(label.name.toLowerCase(), label.id);
      if (!issueLabels.pageInfo.hasNextPage || issueLabels.pageInfo.endCursor === null) return;
      after = issueLabels.pageInfo.endCursor;
    }
  };

  const isKnown = (label: string): boolean => labelIds.has(label.toLowerCase());

  const makeLabel = async (label: string): Promise<void> => {
    try {
      labelIds.set(label.toLowerCase(), (await ask(QUERIES.makeLabel, { input: { name: label, teamId: team.id } }, labelData)).issueLabelCreate.issueLabel.id);
    } catch (error) {
      // Sent again after a lost answer, or made by someone else meanwhile.
      await lookUpLabels([label]);
      if (!isKnown(label)) throw error;
    }
  };

  /** Ids of labels; those that the team does not have are made. */
  const idsOfLabels = async (names: readonly string[]): Promise<string[]> => {
    if (!names.every(isKnown)) await lookUpLabels(names.filter((label) => !isKnown(label)));
    for (const label of names) if (!isKnown(label)) await makeLabel(label);
    return names.flatMap((label) => labelIds.get(label.toLowerCase()) ?? []);
  };

  const userId = async (email: string): Promise<string | null> => {
    const known = userIds.get(email);
    if (known !== undefined) return known;
    const { users } = await ask(QUERIES.users, { email }, usersData);
    const id = users.nodes.find(({ active }) => active)?.id ?? null;
    userIds.set(email, id);
    return id;
  };

  const shown = ({ title, priority }: Content): object => ({ title, ...(priority !== null && { priority: PRIORITIES[priority.toLowerCase()] }) });
  const NO_STATUS_LABELS = { labelOf: () => null };
  const labelsOf = async (before: readonly string[], content: Content | null): Promise<string[]> => idsOfLabels(labelsAfter(before, content, null, settings, NO_STATUS_LABELS, false));

  const create = async ({ content, fields, marker }: Draft): Promise<RemoteIssue> => {
    const id = issueId(team.id, marker.item);
    const input = {
      teamId: team.id,
      ...shown(content),
      description: markdownBody.withBlock('', content.block, marker),
      labelIds: await labelsOf([], content),
      stateId: stateFor(fields.status),
      ...(fields.owners[0] !== undefined && { assigneeId: await userId(fields.owners[0]) }),
      ...(fields.due !== null && { dueDate: fields.due }),
    };
    const make = async (own: object): Promise<RemoteIssue> => read((await ask(QUERIES.create, { input: { ...input, ...own } }, createData, false)).issueCreate.issue);
    try {
      return await make({ id });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 422) throw error;
      const [existing] = await search({ id: { eq: id } });
      if (existing === undefined) throw error;
      // An issue that was thrown away keeps its id; the item gets a new one.
      return existing.trashed === true ? make({}) : read(existing);
    }
  };

  const refOf = ({ text, url }: WrittenTicket): string | null => {
    const written = url === null ? text : (/^https:\/\/linear\.app\/[^/]+\/issue\/([A-Z0-9]+-\d+)/.exec(url)?.[1] ?? null);
    if (written !== null && /^[A-Z0-9]+-\d+$/.test(written)) return written.startsWith(`${project}-`) ? written : 'elsewhere';
    return /^(?:[\w./-]+)?#\d+$/.test(text) || /\/(?:issues|browse|issue|work_items)\/[\w-]+/.test(url ?? '') ? 'elsewhere' : null;
  };

  return {
    name,
    mostOwners: 1,
    canonical: scale,
    statusAtCreation: scale,
    loginOf: (owner) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner) ? owner : null),
    ownerOf: (login) => login,
    refOf,
    list: async (minutes) => {
      const since = minutes === null ? {} : { updatedAt: { gte: new Date(ports.clock.now() - minutes * 60_000).toISOString() } };
      return (await search({ labels: { some: { name: { eqIgnoreCase: settings.label } } }, ...since })).filter(({ trashed }) => trashed !== true).map(read);
    },
    find: async (ref) => {
      const [issue] = await search({ number: { eq: Number(ref.slice(project.length + 1)) } });
      return issue === undefined || issue.trashed === true ? 'absent' : read(issue);
    },
    isAssignable: async (login) => (await userId(login)) !== null,
    create,
    update: async (issue: RemoteIssue, { fields, marker, content }: Change) => {
      const id = ids.get(issue.ref);
      if (id === undefined) throw new TypeError(`${issue.ref} was never read`);
      const adopted = issue.marker === null ? [...new Set([...issue.labels, settings.label])] : issue.labels;
      const input = {
        ...(content !== null && shown(content)),
        description: content === null ? markdownBody.withMarker(issue.body, marker) : markdownBody.withBlock(issue.body, content.block, marker),
        ...((content !== null || issue.marker === null) && { labelIds: await labelsOf(adopted, content) }),
        ...(fields.status !== undefined && { stateId: stateFor(fields.status) }),
        ...(fields.owners !== undefined && { assigneeId: fields.owners[0] === undefined ? null : await userId(fields.owners[0]) }),
        ...(fields.due !== undefined && { dueDate: fields.due }),
      };
      return read((await ask(QUERIES.update, { id, input }, updateData)).issueUpdate.issue);
    },
  };
};
