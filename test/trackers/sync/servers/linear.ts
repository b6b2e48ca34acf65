import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, graphql, parse, validate } from 'graphql';
import { serve, type Model, type Reply } from './server.ts';
import type { IssueView, Vendor } from './vendor.ts';

// Made from Linear's schema by scripts/api-descriptions.js.
const schema = buildSchema(readFileSync(join(import.meta.dirname, '../apis/linear.graphql'), 'utf8'));

const TEAM = 'OPS';
const TOKEN = 'lin_api_0123456789abcdefghijklmnopqrstuv';
const STATES = [
  { id: 's-triage', name: 'Triage', type: 'triage', position: 0 },
  { id: 's-todo', name: 'Todo', type: 'unstarted', position: 2 },
  { id: 's-doing', name: 'In Progress', type: 'started', position: 3 },
  { id: 's-done', name: 'Done', type: 'completed', position: 4 },
  { id: 's-canceled', name: 'Canceled', type: 'canceled', position: 5 },
] as const;
const USERS = [{ id: 'u-1', email: 'mira@acme.example', active: true }, { id: 'u-2', email: 'Sol@acme.example', active: true }, { id: 'u-3', email: 'gone@acme.example', active: false }] as const;

interface Stored {
  id: string;
  number: number;
  title: string;
  description: string | null;
  labelIds: string[];
  assigneeId: string | null;
  dueDate: string | null;
  stateId: string;
  created: number;
  updated: number;
}

type Input = Readonly<Record<string, unknown>>;

/** An error as the API words it. */
const refusal = (message: string, code: string): Error => Object.assign(new Error(message), { extensions: { code, userPresentableMessage: message } });

const linearModel = (origin: () => string) => {
  const violations: string[] = [];
  const issues: Stored[] = [];
  const labels: { id: string; name: string }[] = [{ id: 'l-0', name: 'Bug' }];
  let now = Date.now();

  const add = (over: Partial<Stored>): Stored => {
    now = Math.max(now + 1, Date.now());
    const issue: Stored = { id: randomUUID(), number: issues.length + 1, title: '', description: null, labelIds: [], assigneeId: null, dueDate: null, stateId: 's-todo', created: now, updated: now, ...over };
    issues.push(issue);
    return issue;
  };
  const apply = (issue: Stored, input: Input): void => {
    for (const key of ['title', 'description', 'labelIds', 'assigneeId', 'dueDate', 'stateId'] as const) if (input[key] !== undefined) Object.assign(issue, { [key]: input[key] });
    issue.updated = Math.max(now, Date.now());
  };
  const shown = (issue: Stored): object => ({
    id: issue.id,
    identifier: `${TEAM}-${issue.number}`,
    url: `https://linear.app/acme/issue/${TEAM}-${issue.number}/some-words`,
    title: issue.title,
    description: issue.description,
    dueDate: issue.dueDate,
    createdAt: new Date(issue.created).toISOString(),
    trashed: null,
    state: STATES.find(({ id }) => id === issue.stateId),
    assignee: USERS.find(({ id }) => id === issue.assigneeId) ?? null,
    labels: { nodes: labels.filter(({ id }) => issue.labelIds.includes(id)).map((label) => ({ ...label, isGroup: false, team: null })) },
  });
  interface IssueFilter {
    readonly id?: { readonly eq?: string };
    readonly number?: { readonly eq?: number };
    readonly labels?: { readonly some?: { readonly name?: { readonly eqIgnoreCase?: string } } };
    readonly updatedAt?: { readonly gte?: string };
  }
  const admits = ({ id, number, labels: wanted, updatedAt }: IssueFilter) => (issue: Stored): boolean =>
    (id?.eq === undefined || issue.id === id.eq) &&
    (number?.eq === undefined || issue.number === number.eq) &&
    (wanted?.some?.name?.eqIgnoreCase === undefined || labels.some((label) => issue.labelIds.includes(label.id) && label.name.toLowerCase() === wanted.some?.name?.eqIgnoreCase?.toLowerCase())) &&
    (updatedAt?.gte === undefined || issue.updated >= Date.parse(updatedAt.gte));

  const roots = {
    teams: ({ filter }: { filter: { key: { eq: string } } }) => ({ nodes: filter.key.eq === TEAM ? [{ id: 't-1', states: { nodes: STATES } }] : [] }),
    users: ({ filter }: { filter: { email: { eqIgnoreCase: string } } }) => ({ nodes: USERS.filter(({ email }) => email.toLowerCase() === filter.email.eqIgnoreCase.toLowerCase()) }),
    issueLabels: ({ filter }: { filter: { name: { in: string[] } } }) => ({ nodes: labels.filter(({ name }) => filter.name.in.includes(name)).map((label) => ({ ...label, isGroup: false, team: { id: 't-1' } })), pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: null } }),
    issues: ({ filter, first, after }: { filter: IssueFilter; first: number; after: string | null }) => {
      const found = issues.filter(admits(filter));
      const start = after === null ? 0 : Number(after);
      const end = start + first;
      return { nodes: found.slice(start, end).map(shown), pageInfo: { hasNextPage: end < found.length, hasPreviousPage: start > 0, endCursor: String(end) } };
    },
    issueLabelCreate: ({ input }: { input: Input }) => {
      if (labels.some(({ name }) => name === input['name'])) throw refusal('duplicate label name', 'INVALID_INPUT');
      const label = { id: `l-${labels.length}`, name: String(input['name']) };
      labels.push(label);
      return { success: true, issueLabel: { ...label, isGroup: false, team: { id: 't-1' } } };
    },
    issueCreate: ({ input }: { input: Input }) => {
      const id = typeof input['id'] === 'string' ? input['id'] : randomUUID();
      if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) throw refusal('id must be a UUID', 'INVALID_INPUT');
      if (issues.some((issue) => issue.id === id)) throw refusal('Entity already exists', 'INVALID_INPUT');
      const issue = add({ id });
      apply(issue, input);
      return { success: true, issue: shown(issue) };
    },
    issueUpdate: ({ id, input }: { id: string; input: Input }) => {
      const issue = issues.find((one) => one.id === id);
      if (issue === undefined) throw refusal('Entity not found', 'INVALID_INPUT');
      apply(issue, input);
      return { success: true, issue: shown(issue) };
    },
  };

  const model: Model = {
    isWrite: ({ body }) => String(Object(body).query).startsWith('mutation'),
    limit: () => ({ status: 400, headers: { 'x-ratelimit-requests-remaining': '900', 'x-ratelimit-requests-reset': String(Date.now() + 3_600_000), 'x-ratelimit-complexity-remaining': '0', 'x-ratelimit-complexity-reset': String(Date.now() + 2_000) }, body: { errors: [{ message: 'Rate limit exceeded', extensions: { code: 'RATELIMITED' } }] } }),
    handle: async (request): Promise<Reply> => {
      if (request.headers.authorization !== TOKEN) return { status: 401, body: { errors: [{ message: 'Authentication required', extensions: { code: 'AUTHENTICATION_ERROR' } }] } };
      if (request.method !== 'POST' || request.path !== '/graphql') {
        violations.push(`${request.method} ${request.path}: no such operation`);
        return { status: 404 };
      }
      const { query, variables }: { query: string; variables: Readonly<Record<string, unknown>> } = Object(request.body);
      violations.push(...validate(schema, parse(query)).map(({ message }) => message));
      const result = await graphql({ schema, source: query, variableValues: variables, rootValue: roots });
      // An error without a code is one of the schema: the request or the answer is not as it says.
      for (const { message, extensions } of result.errors ?? []) if (extensions['code'] === undefined) violations.push(message);
      return { status: result.errors === undefined ? 200 : 400, headers: { 'x-complexity': '100' }, body: result };
    },
  };
  return { model, issues, labels, add, apply, violations, origin };
};

export const linear: Vendor = {
  tracker: 'linear',
  project: TEAM,
  configuration: { users: { '@mira': 'mira@acme.example', '@sol': 'Sol@acme.example' }, priorities: { P0: 'urgent' } },
  logins: ['mira@acme.example', 'sol@acme.example'],
  secret: TOKEN,
  start: async () => {
    let url = '';
    const { model, issues, labels, add, apply, violations } = linearModel(() => url);
    const server = await serve(model);
    url = server.url;
    const view = (issue: Stored): IssueView => ({
      ref: `${TEAM}-${issue.number}`,
      title: issue.title,
      text: issue.description ?? '',
      status: ({ 's-triage': 'open', 's-todo': 'open', 's-doing': 'in-progress', 's-done': 'done', 's-canceled': 'dropped' } as const)[issue.stateId] ?? 'open',
      owner: USERS.find(({ id }) => id === issue.assigneeId)?.email.toLowerCase() ?? null,
      due: issue.dueDate,
      labels: labels.filter(({ id }) => issue.labelIds.includes(id)).map(({ name }) => name),
    });
    return {
      server,
      env: { LINEAR_API_URL: url, LINEAR_API_KEY: TOKEN },
      issues: () => issues.map(view),
      file: (title, description) => {
        const issue = add({ title, description });
        return { ref: `${TEAM}-${issue.number}`, url: `https://linear.app/acme/issue/${TEAM}-${issue.number}` };
      },
      change: (ref, { status, owner, due, comment }) => {
        const issue = issues[Number(ref.split('-')[1]) - 1];
        if (issue === undefined) throw new Error(`no issue ${ref}`);
        apply(issue, {
          ...(status !== undefined && { stateId: { open: 's-todo', 'in-progress': 's-doing', done: 's-done', dropped: 's-canceled' }[status] }),
          ...(owner !== undefined && { assigneeId: USERS.find(({ email }) => email.toLowerCase() === owner)?.id ?? null }),
          ...(due !== undefined && { dueDate: due }),
          ...(comment !== undefined && { description: `${issue.description ?? ''}\n\n${comment}` }),
        });
      },
      violations: () => violations,
    };
  },
};
