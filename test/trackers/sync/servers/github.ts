import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type Model, type Reply, type Request } from './server.ts';
import { Description, type Schema } from './schemas.ts';
import type { IssueView, Vendor } from './vendor.ts';

interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[];
  readonly body: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

// Made from GitHub's OpenAPI description by scripts/api-descriptions.js.
const api: { readonly operations: readonly Operation[]; readonly components: Schema } = JSON.parse(readFileSync(join(import.meta.dirname, '../apis/github.json'), 'utf8'));

interface Stored {
  number: number;
  title: string;
  body: string | null;
  labels: string[];
  assignees: string[];
  state: 'open' | 'closed';
  reason: string | null;
  pull: boolean;
  created: number;
  updated: number;
}

const PROJECT = 'acme/operations';
const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
const USERS: ReadonlySet<string> = new Set(['mira', 'sol-h']);

const operationOf = (request: Request): { readonly operation: Operation; readonly values: Readonly<Record<string, string>> } | null => {
  for (const operation of api.operations) {
    if (operation.method !== request.method) continue;
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const match = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(request.path);
    if (match !== null) return { operation, values: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')])) };
  }
  return null;
};

/** Values of a query are text; the description says which are numbers. */
const typed = (schema: Schema, value: string): unknown => (schema['type'] === 'integer' ? Number(value) : value);

const iso = (time: number): string => new Date(time).toISOString();
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const githubModel = (origin: () => string) => {
  const description = new Description({ schemas: (api.components as { schemas: Schema }).schemas });
  const issues: Stored[] = [];
  let now = Date.now();

  const add = (over: Partial<Stored>): Stored => {
    now = Math.max(now + 1, Date.now());
    const issue: Stored = { number: issues.length + 1, title: '', body: null, labels: [], assignees: [], state: 'open', reason: null, pull: false, created: now, updated: now, ...over };
    issues.push(issue);
    return issue;
  };
  // A pull request carries the label too: the list of issues holds both.
  add({ title: 'Some change', labels: ['postmortem'], pull: true });

  const issueSample = description.sample({ $ref: '#/components/schemas/issue' });
  const userSample = description.sample({ $ref: '#/components/schemas/simple-user' });
  const shown = (issue: Stored): object => ({
    ...Object(issueSample),
    number: issue.number,
    html_url: `${origin()}/${PROJECT}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.reason,
    labels: issue.labels.map((name, id) => ({ id, name, color: 'ededed', default: false })),
    assignees: issue.assignees.map((login) => ({ ...Object(userSample), login })),
    created_at: iso(issue.created),
    updated_at: iso(issue.updated),
    ...(issue.pull && { pull_request: { url: 'https://example.com/', html_url: 'https://example.com/', diff_url: 'https://example.com/', patch_url: 'https://example.com/' } }),
  });

  const apply = (issue: Stored, body: Readonly<Record<string, unknown>>): void => {
    if (typeof body['title'] === 'string') issue.title = body['title'];
    // Its editor ends lines as Windows does.
    if (typeof body['body'] === 'string') issue.body = body['body'].replaceAll('\n', '\r\n');
    if (body['labels'] !== undefined) issue.labels = texts(body['labels']);
    // Who may not be assigned is left out without a word.
    if (body['assignees'] !== undefined) issue.assignees = texts(body['assignees']).filter((login) => USERS.has(login.toLowerCase()));
    if (body['state'] === 'closed') Object.assign(issue, { state: 'closed', reason: body['state_reason'] ?? 'completed' });
    if (body['state'] === 'open') Object.assign(issue, { state: 'open', reason: issue.reason === null ? null : 'reopened' });
    issue.updated = Math.max(now, Date.now());
  };

  const list = (query: Request['query']): Reply => {
    const [page, size] = [Number(query['page'] ?? 1), Number(query['per_page'] ?? 30)];
    const since = query['since'] === undefined ? 0 : Date.parse(query['since']);
    const found = issues.filter((issue) => (query['labels'] ?? '').split(',').every((label) => issue.labels.includes(label)) && issue.updated >= since && (query['state'] === 'all' || issue.state === 'open'));
    const rest = found.length > page * size;
    return { status: 200, body: found.slice((page - 1) * size, page * size).map(shown), headers: rest ? { link: `<${origin()}/repositories/1/issues?page=${page + 1}>; rel="next"` } : {} };
  };

  const answer = (operation: Operation, values: Readonly<Record<string, string>>, request: Request): Reply => {
    const missing: Reply = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' } };
    if (`${values['owner']}/${values['repo']}` !== PROJECT) return missing;
    switch (operation.operationId) {
      case 'issues/list-for-repo': return list(request.query);
      case 'issues/check-user-can-be-assigned': return USERS.has((values['assignee'] ?? '').toLowerCase()) ? { status: 204 } : missing;
      case 'issues/create': {
        const issue = add({});
        apply(issue, Object(request.body));
        return { status: 201, body: shown(issue) };
      }
    }
    const issue = issues[Number(values['issue_number']) - 1];
    if (issue === undefined) return missing;
    if (operation.operationId === 'issues/update') apply(issue, Object(request.body));
    return { status: 200, body: shown(issue) };
  };

  const model: Model = {
    isWrite: ({ method }) => method !== 'GET',
    limit: () => ({ status: 403, headers: { 'retry-after': '2' }, body: { message: 'You have exceeded a secondary rate limit.', documentation_url: 'https://docs.github.com/rest' } }),
    handle: (request) => {
      const found = operationOf(request);
      const what = `${request.method} ${request.path}`;
      if (found === null) {
        description.violations.push(`${what}: no such operation`);
        return { status: 404, body: { message: 'Not Found' } };
      }
      const { operation, values } = found;
      for (const [name, value] of Object.entries(request.query)) {
        const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
        if (parameter === undefined) description.violations.push(`${what}: unknown parameter ${name}`);
        else description.check(`${what} ${name}`, parameter.schema, typed(parameter.schema, value));
      }
      if (operation.body !== null) {
        description.check(`${what} body`, operation.body, request.body);
        description.checkKeys(`${what} body`, operation.body, request.body);
      }
      const reply = answer(operation, values, request);
      const schema = operation.responses[String(reply.status)];
      if (schema === undefined && reply.status !== 401) description.violations.push(`${what}: the description has no answer ${reply.status}`);
      if (schema != null) description.check(`${what} answer ${reply.status}`, schema, reply.body);
      return reply;
    },
  };
  return { model, issues, add, apply, description };
};

const DUE = /^- Due: (\d{4}-\d{2}-\d{2}|none)\s*$/m;

/** The view that a person has of a stored issue. */
const view = (issue: Stored): IssueView => {
  const due = DUE.exec(issue.body ?? '')?.[1] ?? null;
  return {
    ref: String(issue.number),
    title: issue.title,
    text: issue.body ?? '',
    status: issue.state === 'open' ? (issue.labels.includes('in progress') ? 'in-progress' : 'open') : issue.reason === 'completed' ? 'done' : 'dropped',
    owner: issue.assignees[0] ?? null,
    due: due === 'none' ? null : due,
    labels: issue.labels,
  };
};

export const github: Vendor = {
  tracker: 'github',
  project: PROJECT,
  configuration: { users: { '@sol': 'sol-h' }, statuses: { 'in-progress': 'in progress' }, labels: { prevent: 'prevention' }, priorities: { P0: 'priority: high' } },
  logins: ['mira', 'sol-h'],
  secret: TOKEN,
  start: async () => {
    let url = '';
    const { model, issues, add, apply, description } = githubModel(() => url);
    const server = await serve(model);
    url = server.url;
    const stored = (ref: string): Stored => {
      const issue = issues[Number(ref) - 1];
      if (issue === undefined) throw new Error(`no issue ${ref}`);
      return issue;
    };
    return {
      server,
      env: { GITHUB_API_URL: url, GITHUB_TOKEN: TOKEN },
      issues: () => issues.filter(({ pull }) => !pull).map(view),
      file: (title, body) => {
        const issue = add({ title, body });
        return { ref: String(issue.number), url: `${url}/${PROJECT}/issues/${issue.number}` };
      },
      change: (ref, { status, owner, due, comment }) => {
        const issue = stored(ref);
        apply(issue, {
          ...(status !== undefined && {
            state: status === 'done' || status === 'dropped' ? 'closed' : 'open',
            state_reason: status === 'done' ? 'completed' : 'not_planned',
            labels: [...issue.labels.filter((label) => label !== 'in progress'), ...(status === 'in-progress' ? ['in progress'] : [])],
          }),
          ...(owner !== undefined && { assignees: owner === null ? [] : [owner] }),
        });
        if (due !== undefined) issue.body = (issue.body ?? '').replace(DUE, `- Due: ${due ?? 'none'}\r`);
        if (comment !== undefined) issue.body = `${issue.body ?? ''}\r\n\r\n${comment}`;
      },
      violations: () => description.violations,
    };
  },
};
