import { error, operations } from '../apis/gitlab.ts';
import { Description } from './schemas.ts';
import { serve, type Model, type Reply, type Request } from './server.ts';
import type { IssueView, Vendor } from './vendor.ts';

const PROJECT = 'acme/platform/operations';
const TOKEN = 'glpat-0123456789abcdefghij';
const MEMBERS = [{ id: 11, username: 'mira' }, { id: 12, username: 'Sol.H' }, { id: 13, username: 'mirabelle' }] as const;

interface Stored {
  iid: number;
  title: string;
  description: string | null;
  labels: string[];
  assignee: number | null;
  due: string | null;
  state: 'opened' | 'closed';
  created: number;
  updated: number;
}

const person = ({ id, username }: { readonly id: number; readonly username: string }): object => ({ id, username, name: username, state: 'active', web_url: `https://gitlab.example.com/${username}` });

type OperationName = keyof typeof operations;
const operationOf = ({ method, path }: Request): { readonly name: OperationName; readonly iid: number } | null => {
  const base = `/api/v4/projects/${encodeURIComponent(PROJECT)}`;
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  const iid = /^\/issues\/(\d+)$/.exec(rest)?.[1];
  const name = `${method} /projects/:id${iid === undefined ? rest : '/issues/:iid'}`;
  return Object.hasOwn(operations, name) ? { name: name as OperationName, iid: Number(iid) } : null;
};

const iso = (time: number): string => new Date(time).toISOString();

const gitlabModel = (origin: () => string) => {
  const description = new Description({});
  const issues: Stored[] = [];
  let now = Date.now();

  const add = (over: Partial<Stored>): Stored => {
    now = Math.max(now + 1, Date.now());
    const issue: Stored = { iid: issues.length + 1, title: '', description: null, labels: [], assignee: null, due: null, state: 'opened', created: now, updated: now, ...over };
    issues.push(issue);
    return issue;
  };
  const address = ({ iid }: Stored): string => `${origin()}/${PROJECT}/-/issues/${iid}`;
  const shown = (issue: Stored): object => ({
    id: 900 + issue.iid,
    iid: issue.iid,
    project_id: 4,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: iso(issue.created),
    updated_at: iso(issue.updated),
    labels: issue.labels,
    assignees: MEMBERS.filter(({ id }) => id === issue.assignee).map(person),
    author: person(MEMBERS[0]),
    due_date: issue.due,
    web_url: address(issue),
    references: { short: `#${issue.iid}`, relative: `#${issue.iid}`, full: `${PROJECT}#${issue.iid}` },
    confidential: false,
  });
  const apply = (issue: Stored, body: Readonly<Record<string, unknown>>): void => {
    if (typeof body['title'] === 'string') issue.title = body['title'];
    if (typeof body['description'] === 'string') issue.description = body['description'];
    if (typeof body['labels'] === 'string') issue.labels = body['labels'].split(',').filter((label) => label !== '');
    const ids = body['assignee_ids'];
    if (Array.isArray(ids)) issue.assignee = MEMBERS.find(({ id }) => id === ids[0])?.id ?? null;
    if (typeof body['due_date'] === 'string') issue.due = body['due_date'] === '' ? null : body['due_date'];
    if (body['state_event'] !== undefined) issue.state = body['state_event'] === 'close' ? 'closed' : 'opened';
    issue.updated = Math.max(now, Date.now());
  };

  const answer = (name: OperationName, iid: number, { query, body }: Request): Reply => {
    const issue = issues[iid - 1];
    switch (name) {
      case 'GET /projects/:id/issues': {
        const [page, size] = [Number(query['page'] ?? 1), Number(query['per_page'] ?? 20)];
        const after = query['updated_after'] === undefined ? 0 : Date.parse(query['updated_after']);
        const found = issues.filter(({ labels, updated }) => labels.includes(query['labels'] ?? '') && updated >= after);
        return { status: 200, body: found.slice((page - 1) * size, page * size).map(shown), headers: { 'x-next-page': found.length > page * size ? String(page + 1) : '', 'x-page': String(page) } };
      }
      case 'GET /projects/:id/members/all':
        return { status: 200, body: MEMBERS.filter(({ username }) => username.toLowerCase().includes((query['query'] ?? '').toLowerCase())).map((member) => ({ ...person(member), access_level: 30 })) };
      case 'POST /projects/:id/issues': {
        const made = add({});
        apply(made, Object(body));
        return { status: 201, body: shown(made) };
      }
      case 'PUT /projects/:id/issues/:iid':
      case 'GET /projects/:id/issues/:iid':
        if (issue === undefined) return { status: 404, body: { message: '404 Not found' } };
        if (name.startsWith('PUT')) apply(issue, Object(body));
        return { status: 200, body: shown(issue) };
    }
  };

  const model: Model = {
    isWrite: ({ method }) => method !== 'GET',
    limit: () => ({ status: 429, headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 2) }, body: { message: 'Retry later' } }),
    handle: (request) => {
      const what = `${request.method} ${request.path}`;
      if (request.headers['private-token'] !== TOKEN) return { status: 401, body: { message: '401 Unauthorized' } };
      const found = operationOf(request);
      if (found === null) {
        description.violations.push(`${what}: no such operation`);
        return { status: 404, body: { error: '404 Not Found' } };
      }
      const operation = operations[found.name];
      description.check(`${what} query`, operation.query, request.query);
      if (operation.body !== null) description.check(`${what} body`, operation.body, request.body);
      const reply = answer(found.name, found.iid, request);
      description.check(`${what} answer`, reply.status < 400 ? operation.answer : error, reply.body);
      return reply;
    },
  };
  return { model, issues, add, apply, address, description };
};

const view = (issue: Stored): IssueView => ({
  ref: String(issue.iid),
  title: issue.title,
  text: issue.description ?? '',
  status: issue.state === 'opened' ? (issue.labels.includes('doing') ? 'in-progress' : 'open') : issue.labels.includes('dropped') ? 'dropped' : 'done',
  owner: MEMBERS.find(({ id }) => id === issue.assignee)?.username.toLowerCase() ?? null,
  due: issue.due,
  labels: issue.labels,
});

export const gitlab: Vendor = {
  tracker: 'gitlab',
  project: PROJECT,
  configuration: { users: { '@sol': 'Sol.H' }, statuses: { 'in-progress': 'doing', dropped: 'dropped' }, priorities: { P0: 'priority::1' } },
  logins: ['mira', 'sol.h'],
  secret: TOKEN,
  start: async () => {
    let url = '';
    const { model, issues, add, apply, address, description } = gitlabModel(() => url);
    const server = await serve(model);
    url = server.url;
    return {
      server,
      env: { GITLAB_URL: url, GITLAB_TOKEN: TOKEN },
      issues: () => issues.map(view),
      file: (title, text) => {
        const issue = add({ title, description: text });
        return { ref: String(issue.iid), url: address(issue) };
      },
      change: (ref, { status, owner, due, comment }) => {
        const issue = issues[Number(ref) - 1];
        if (issue === undefined) throw new Error(`no issue ${ref}`);
        apply(issue, {
          ...(status !== undefined && { state_event: status === 'done' || status === 'dropped' ? 'close' : 'reopen' }),
          ...(owner !== undefined && { assignee_ids: [MEMBERS.find(({ username }) => username.toLowerCase() === owner)?.id ?? 0] }),
          ...(due !== undefined && { due_date: due ?? '' }),
          ...(comment !== undefined && { description: `${issue.description ?? ''}\n\n${comment}` }),
        });
      },
      violations: () => description.violations,
    };
  },
};
