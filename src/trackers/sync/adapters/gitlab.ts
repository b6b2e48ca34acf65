import { z } from 'zod/mini';
import { UserError } from '../../../record/errors.ts';
import { isSettled } from '../../item.ts';
import { markdownBody } from '../body/markdown.ts';
import { linkAddress } from '../body/words.ts';
import { apiAddress, token, variable } from '../connection.ts';
import { httpClient } from '../http.ts';
import type { Change, Draft, RemoteIssue, WrittenTicket } from '../issue.ts';
import type { OpenTracker } from '../registry.ts';
import { parseAnswer } from './answer.ts';
import { labelsAfter, statusLabels } from './labels.ts';

const PUBLIC_API = 'https://gitlab.com/api/v4';
const PER_PAGE = 100;

const issueSchema = z.object({
  iid: z.number(),
  web_url: z.string(),
  title: z.string(),
  description: z.nullable(z.string()),
  state: z.string(),
  labels: z.array(z.string()),
  assignees: z.array(z.object({ username: z.string() })),
  due_date: z.optional(z.nullable(z.string())),
  created_at: z.string(),
});
type Issue = z.infer<typeof issueSchema>;

const memberSchema = z.array(z.object({ id: z.number(), username: z.string() }));

/** The API at an address: of the instance, or of the API itself. */
const apiOf = (address: string): string => (address.endsWith('/api/v4') ? address : `${address}/api/v4`);

/** Issues of one project on gitlab.com or an instance of one's own (REST API, version 4). */
export const openGitlab: OpenTracker = async ({ settings, env, ports }) => {
  const { project } = settings;
  if (!/^[\w.-]+(?:\/[\w.-]+)+$/.test(project) || project.split('/').some((part) => /^\.{1,2}$/.test(part))) throw new UserError(`"${project}" is no project of GitLab`, { hint: 'written as group/project, with all subgroups' });
  const commas = [settings.label, ...Object.values(settings.labels), ...Object.values(settings.priorities), ...Object.values(settings.statuses)].find((label) => label.includes(','));
  if (commas !== undefined) throw new UserError(`the label "${commas}" holds a comma`, { hint: 'GitLab takes it for two labels' });
  const written = variable(env, 'GITLAB_URL', 'CI_API_V4_URL');
  const base = written === null ? PUBLIC_API : apiOf(apiAddress('GITLAB_URL', written));
  const secret = token(env, 'use the API (scope api, role Reporter)', 'GITLAB_TOKEN');
  const web = `${base.replace(/\/api\/v4$/, '')}/${project}`.toLowerCase();
  const http = httpClient({ ...ports, connection: { base, headers: { 'private-token': secret }, secrets: [secret] }, pause: settings.pause ?? 0 });
  const name = `${project} on GitLab`;
  const issues = `/projects/${encodeURIComponent(project)}/issues`;
  const statuses = statusLabels(settings, false);
  const members = new Map<string, number | null>();

  const read = (issue: Issue): RemoteIssue => {
    const body = issue.description ?? '';
    return {
      ref: String(issue.iid),
      ticket: `[${project}#${issue.iid}](${linkAddress(issue.web_url) ?? `${web}/-/issues/${issue.iid}`})`,
      title: issue.title,
      body,
      labels: issue.labels,
      fields: {
        status: statuses.statusOf(issue.state === 'closed' ? 'done' : 'open', issue.labels),
        owners: issue.assignees.slice(0, 1).map(({ username }) => username.toLowerCase()),
        due: issue.due_date ?? null,
      },
      marker: markdownBody.markerOf(body),
      created: issue.created_at,
    };
  };
  const parsed = (json: unknown): RemoteIssue => read(parseAnswer(issueSchema, json, 'GitLab'));

  const memberId = async (login: string): Promise<number | null> => {
    const known = members.get(login);
    if (known !== undefined) return known;
    const { json } = await http.call({ method: 'GET', path: `/projects/${encodeURIComponent(project)}/members/all`, query: { query: login, per_page: String(PER_PAGE) }, repeatable: true, writes: false });
    const id = parseAnswer(memberSchema, json, 'GitLab').find(({ username }) => username.toLowerCase() === login)?.id ?? null;
    members.set(login, id);
    return id;
  };

  /** Zero is how the API is told that nobody is meant. */
  const assigneeIds = async (logins: readonly string[]): Promise<number[]> => {
    const ids = (await Promise.all(logins.map(memberId))).filter((id) => id !== null);
    return ids.length === 0 ? [0] : ids;
  };

  const list = async (minutes: number | null): Promise<RemoteIssue[]> => {
    const found: RemoteIssue[] = [];
    const since = minutes === null ? {} : { updated_after: new Date(ports.clock.now() - minutes * 60_000).toISOString() };
    for (let page = '1'; ; ) {
      const query = { labels: settings.label, state: 'all', scope: 'all', order_by: 'created_at', sort: 'asc', per_page: String(PER_PAGE), page, ...since };
      const { json, headers } = await http.call({ method: 'GET', path: issues, query, repeatable: true, writes: false });
      found.push(...parseAnswer(z.array(issueSchema), json, 'GitLab').map(read));
      const next = headers.get('x-next-page') ?? '';
      if (!/^\d+$/.test(next)) return found;
      page = next;
    }
  };

  const refOf = ({ text, url }: WrittenTicket): string | null => {
    const address = url?.toLowerCase().replace(/[?#].*$/, '') ?? null;
    if (address !== null) {
      const rest = address.startsWith(`${web}/`) ? address.slice(web.length) : '';
      const number = /^(?:\/-)?\/(?:issues|work_items)\/(\d+)\/?$/.exec(rest)?.[1];
      return number ?? (/\/(?:issues|browse|issue|work_items)\/[\w-]+/.test(address) ? 'elsewhere' : null);
    }
    const [, path, number] = /^([\w.-]+(?:\/[\w.-]+)+)?#(\d+)$/.exec(text) ?? [];
    if (number !== undefined) return path === undefined || path.toLowerCase() === project.toLowerCase() ? number : 'elsewhere';
    return /^[A-Z][A-Z0-9]+-\d+$/.test(text) ? 'elsewhere' : null;
  };

  return {
    name,
    // More than one needs a paid tier, and an instance does not say which it has.
    mostOwners: 1,
    canonical: statuses.scale,
    statusAtCreation: (status) => (['proposed', 'in-progress'].includes(statuses.scale(status)) ? statuses.scale(status) : 'open'),
    loginOf: (owner) => /^@([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)$/.exec(owner)?.[1] ?? null,
    ownerOf: (login) => `@${login}`,
    refOf,
    list,
    find: async (ref) => {
      const { status, json } = await http.call({ method: 'GET', path: `${issues}/${ref}`, repeatable: true, writes: false }, [404]);
      return status >= 400 ? 'absent' : parsed(json);
    },
    isAssignable: async (login) => (await memberId(login)) !== null,
    create: async ({ content, fields, marker }: Draft) => {
      const body = {
        title: content.title,
        description: markdownBody.withBlock('', content.block, marker),
        labels: labelsAfter([], content, marker.synced.status, settings, statuses).join(','),
        ...(fields.owners.length > 0 && { assignee_ids: await assigneeIds(fields.owners) }),
        ...(fields.due !== null && { due_date: fields.due }),
      };
      return parsed((await http.call({ method: 'POST', path: issues, body, repeatable: false, writes: true })).json);
    },
    update: async (issue: RemoteIssue, { fields, marker, content }: Change) => {
      const adopted = issue.marker === null ? [...new Set([...issue.labels, settings.label])] : issue.labels;
      const labels = labelsAfter(adopted, content, fields.status ?? null, settings, statuses);
      const description = content === null ? markdownBody.withMarker(issue.body, marker) : markdownBody.withBlock(issue.body, content.block, marker);
      const turns = fields.status !== undefined && isSettled(fields.status) !== isSettled(issue.fields.status);
      const body = {
        ...(content !== null && { title: content.title }),
        description,
        ...(labels.join(',') !== issue.labels.join(',') && { labels: labels.join(',') }),
        ...(fields.owners !== undefined && { assignee_ids: await assigneeIds(fields.owners) }),
        ...(fields.due !== undefined && { due_date: fields.due ?? '' }),
        ...(turns && { state_event: isSettled(issue.fields.status) ? 'reopen' : 'close' }),
      };
      return parsed((await http.call({ method: 'PUT', path: `${issues}/${issue.ref}`, body, repeatable: true, writes: true })).json);
    },
  };
};
