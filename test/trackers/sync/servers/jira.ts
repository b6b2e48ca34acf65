import { jiraOperations } from '../apis/jira.ts';
import { Description } from './schemas.ts';
import { serve, type Model, type Reply, type Request } from './server.ts';
import type { IssueView, Vendor } from './vendor.ts';

const PROJECT = 'ORD';
const TOKEN = 'ATATT3xFfGF0123456789abcdef';
const EMAIL = 'sync@acme.example';
const PEOPLE: ReadonlySet<string> = new Set(['5b10a2844c20165700ede21g', '712020:Sol-H']);

/** The workflow: from each status to the others that are named. */
const STATUSES = {
  'To Do': { id: '1', category: 'new', to: ['In Progress', 'Done', 'Rejected'] },
  'In Progress': { id: '2', category: 'indeterminate', to: ['To Do', 'Done', 'Rejected'] },
  Done: { id: '3', category: 'done', to: ['To Do'] },
  Rejected: { id: '4', category: 'done', to: ['To Do'] },
} as const;
type StatusName = keyof typeof STATUSES;

interface Stored {
  number: number;
  summary: string;
  description: unknown;
  labels: string[];
  assignee: string | null;
  due: string | null;
  status: StatusName;
  created: number;
  updated: number;
}

const statusOf = (name: StatusName): object => ({ id: STATUSES[name].id, name, statusCategory: { id: 2, key: STATUSES[name].category, name } });

type Edition = 'cloud' | 'data-center';

const jiraModel = (edition: Edition, origin: () => string) => {
  const { operations, error } = jiraOperations(edition);
  const cloud = edition === 'cloud';
  const checks = new Description({});
  const issues: Stored[] = [];
  let now = Date.now();

  const add = (over: Partial<Stored>): Stored => {
    now = Math.max(now + 1, Date.now());
    const issue: Stored = { number: issues.length + 1, summary: '', description: null, labels: [], assignee: null, due: null, status: 'To Do', created: now, updated: now, ...over };
    issues.push(issue);
    return issue;
  };
  const self = (issue: Stored): string => `${origin()}/rest/api/2/issue/${10_000 + issue.number}`;
  const user = (name: string): object => ({ ...(cloud ? { accountId: name, accountType: 'atlassian' } : { name, key: name }), active: true, displayName: name, self: `${origin()}/user` });
  const shown = (issue: Stored): object => ({
    id: String(10_000 + issue.number),
    key: `${PROJECT}-${issue.number}`,
    self: self(issue),
    fields: {
      summary: issue.summary,
      description: issue.description,
      status: statusOf(issue.status),
      assignee: issue.assignee === null ? null : user(issue.assignee),
      duedate: issue.due,
      labels: issue.labels,
      created: new Date(issue.created).toISOString().replace('Z', '+0000'),
    },
  });

  const apply = (issue: Stored, fields: Readonly<Record<string, unknown>>): void => {
    if (typeof fields['summary'] === 'string') issue.summary = fields['summary'];
    if (fields['description'] !== undefined) issue.description = fields['description'];
    if (Array.isArray(fields['labels'])) issue.labels = fields['labels'].map(String);
    if ('assignee' in fields) issue.assignee = fields['assignee'] === null ? null : String(Object(fields['assignee'])[cloud ? 'accountId' : 'name']);
    if ('duedate' in fields) issue.due = fields['duedate'] === null ? null : String(fields['duedate']);
    issue.updated = Math.max(now, Date.now());
  };

  const search = (body: Readonly<Record<string, unknown>>): Reply => {
    const match = /^project = "(\w+)" AND labels = "([^"]+)"(?: AND updated >= -(\d+)m)? ORDER BY created ASC$/.exec(String(body['jql']));
    if (match === null) return { status: 400, body: { errorMessages: ['Error in the JQL Query'], errors: {} } };
    const since = match[3] === undefined ? 0 : Date.now() - Number(match[3]) * 60_000;
    const found = issues.filter(({ labels, updated }) => match[1] === PROJECT && labels.includes(match[2] ?? '') && updated >= since);
    // Pages are as long as the server likes, at most what was asked for.
    const size = Math.min(60, Number(body['maxResults'] ?? 50));
    const start = cloud ? Number(Buffer.from(String(body['nextPageToken'] ?? ''), 'base64').toString() || 0) : Number(body['startAt'] ?? 0);
    const page = found.slice(start, start + size).map(shown);
    const last = start + size >= found.length;
    if (!cloud) return { status: 200, body: { startAt: start, maxResults: size, total: found.length, issues: page } };
    return { status: 200, body: { issues: page, isLast: last, ...(!last && { nextPageToken: Buffer.from(String(start + size)).toString('base64') }) } };
  };

  const answer = (name: keyof typeof operations, key: string, { query, body }: Request): Reply => {
    const content: Readonly<Record<string, unknown>> = Object(body);
    switch (name) {
      case 'search': return search(content);
      case 'assignable': return { status: 200, body: [...PEOPLE].filter((person) => person === query[cloud ? 'accountId' : 'username']).map(user) };
      case 'create': {
        const issue = add({});
        apply(issue, Object(content['fields']));
        return { status: 201, body: { id: String(10_000 + issue.number), key: `${PROJECT}-${issue.number}`, self: self(issue) } };
      }
    }
    const issue = issues[Number(key.split('-')[1]) - 1];
    if (issue === undefined) return { status: 404, body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} } };
    const ways = STATUSES[issue.status].to.map((to) => ({ id: `1${STATUSES[to].id}`, name: `To ${to}`, to: statusOf(to), title: to }));
    switch (name) {
      case 'get': return { status: 200, body: shown(issue) };
      case 'edit':
        apply(issue, Object(content['fields']));
        return { status: 204 };
      case 'transitions': return { status: 200, body: { transitions: ways } };
      case 'move': {
        const way = ways.find(({ id }) => id === Object(content['transition']).id);
        // Moved there before: the workflow has no such way from here.
        if (way === undefined) return { status: 400, body: { errorMessages: ['It seems that you have tried to perform an illegal workflow operation.'], errors: {} } };
        issue.status = way.title;
        issue.updated = Date.now();
        return { status: 204 };
      }
    }
  };

  const find = ({ method, path }: Request): { readonly name: keyof typeof operations; readonly key: string } | null => {
    const key = /\/issue\/([A-Z]+-\d+)/.exec(path)?.[1] ?? '';
    const pattern = key === '' ? path : path.replace(key, ':key');
    for (const name of Object.keys(operations) as (keyof typeof operations)[]) if (operations[name].method === method && operations[name].path === pattern) return { name, key };
    return null;
  };
  const wanted = cloud ? `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')}` : `Bearer ${TOKEN}`;

  const model: Model = {
    isWrite: ({ method, path }) => method !== 'GET' && !path.includes('/search'),
    limit: () => ({ status: 429, headers: { 'retry-after': '3' }, body: { errorMessages: ['Rate limit exceeded.'], errors: {} } }),
    handle: (request) => {
      const what = `${request.method} ${request.path}`;
      if (request.headers.authorization !== wanted) return { status: 401, body: { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} } };
      const found = find(request);
      if (found === null) {
        checks.violations.push(`${what}: no such operation`);
        return { status: 404, body: { errorMessages: ['dead link'] } };
      }
      const operation = operations[found.name];
      checks.check(`${what} query`, operation.query, request.query);
      if (operation.body !== null) checks.check(`${what} body`, operation.body, request.body);
      const reply = answer(found.name, found.key, request);
      if (reply.status >= 400) checks.check(`${what} answer`, error, reply.body);
      else if (operation.answer !== null) checks.check(`${what} answer`, operation.answer, reply.body);
      return reply;
    },
  };
  return { model, issues, add, apply, checks };
};

const paragraph = (text: string): object => ({ type: 'paragraph', content: [{ type: 'text', text }] });

const textOf = (node: unknown): string => {
  if (typeof node === 'string') return node;
  const { text, content, type }: { text?: string; content?: unknown[]; type?: string } = Object(node);
  return text ?? (content ?? []).map(textOf).join(type === 'doc' ? '\n' : '');
};

const view = (issue: Stored): IssueView => ({
  ref: `${PROJECT}-${issue.number}`,
  title: issue.summary,
  text: textOf(issue.description),
  status: ({ 'To Do': 'open', 'In Progress': 'in-progress', Done: 'done', Rejected: 'dropped' } as const)[issue.status],
  owner: issue.assignee?.toLowerCase() ?? null,
  due: issue.due,
  labels: issue.labels,
});

const jiraVendor = (edition: Edition): Vendor => ({
  tracker: 'jira',
  project: PROJECT,
  configuration: { users: { '@mira': '5b10a2844c20165700ede21g', '@sol': '712020:Sol-H' }, statuses: { dropped: 'Rejected' }, priorities: { P0: 'Highest' } },
  logins: ['5b10a2844c20165700ede21g', '712020:sol-h'],
  secret: TOKEN,
  start: async () => {
    let url = '';
    const { model, issues, add, apply, checks } = jiraModel(edition, () => url);
    const server = await serve(model);
    url = server.url;
    return {
      server,
      env: { JIRA_URL: url, JIRA_API_TOKEN: TOKEN, ...(edition === 'cloud' && { JIRA_EMAIL: EMAIL }) },
      issues: () => issues.map(view),
      file: (summary, text) => {
        const issue = add({ summary, description: edition === 'cloud' ? { type: 'doc', version: 1, content: [paragraph(text)] } : text });
        return { ref: `${PROJECT}-${issue.number}`, url: `${url}/browse/${PROJECT}-${issue.number}` };
      },
      change: (ref, { status, owner, due, comment }) => {
        const issue = issues[Number(ref.split('-')[1]) - 1];
        if (issue === undefined) throw new Error(`no issue ${ref}`);
        if (status !== undefined) issue.status = ({ open: 'To Do', 'in-progress': 'In Progress', done: 'Done', dropped: 'Rejected' } as const)[status];
        apply(issue, {
          ...(owner !== undefined && { assignee: owner === null ? null : { [edition === 'cloud' ? 'accountId' : 'name']: [...PEOPLE].find((person) => person.toLowerCase() === owner) } }),
          ...(due !== undefined && { duedate: due }),
          ...(comment !== undefined && { description: edition === 'cloud' ? { ...Object(issue.description), content: [...Object(issue.description).content, paragraph(comment)] } : `${String(issue.description)}\r\n\r\n${comment}` }),
        });
      },
      violations: () => checks.violations,
    };
  },
});

export const jiraCloud = jiraVendor('cloud');
export const jiraDataCenter = jiraVendor('data-center');
