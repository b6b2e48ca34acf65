import { z } from 'zod/mini';
import { UserError } from '../../../record/errors.ts';
import { markdownBody } from '../body/markdown.ts';
import { linkAddress } from '../body/words.ts';
import { apiAddress, token, variable } from '../connection.ts';
import { httpClient } from '../http.ts';
import type { Change, Draft, RemoteIssue, WrittenTicket } from '../issue.ts';
import type { OpenTracker } from '../registry.ts';
import { parseAnswer } from './answer.ts';
import { labelsAfter, statusLabels } from './labels.ts';

const PUBLIC_API = 'https://api.github.com';
/** GitHub asks for a second between requests that make content. */
const PUBLIC_PAUSE = 1_000;
const PER_PAGE = 100;

const issueSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.optional(z.nullable(z.string())),
  state: z.string(),
  state_reason: z.optional(z.nullable(z.string())),
  labels: z.array(z.union([z.string(), z.object({ name: z.optional(z.nullable(z.string())) })])),
  assignees: z.optional(z.nullable(z.array(z.object({ login: z.string() })))),
  pull_request: z.optional(z.unknown()),
  created_at: z.string(),
});
type Issue = z.infer<typeof issueSchema>;

const webAddress = (api: string): string => (api === PUBLIC_API ? 'https://github.com' : api.replace(/\/api\/v3$/, ''));

/** Issues of one repository on github.com or GitHub Enterprise Server (REST API, version 2022-11-28). The due date is a line of the body, because an issue has none. */
export const openGithub: OpenTracker = async ({ settings, env, ports }) => {
  const { project } = settings;
  if (!/^[\w.-]+\/[\w.-]+$/.test(project) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(project)) throw new UserError(`"${project}" is no repository of GitHub`, { hint: 'written as owner/repository' });
  const base = apiAddress('GITHUB_API_URL', variable(env, 'GITHUB_API_URL') ?? PUBLIC_API);
  const secret = token(env, 'read and write issues', 'GITHUB_TOKEN', 'GH_TOKEN');
  const web = `${webAddress(base)}/${project}`.toLowerCase();
  const http = httpClient({
    ...ports,
    connection: { base, headers: { authorization: `Bearer ${secret}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }, secrets: [secret] },
    pause: settings.pause ?? (base === PUBLIC_API ? PUBLIC_PAUSE : 0),
  });
  const name = `${project} on GitHub`;
  const issues = `/repos/${project}/issues`;
  const statuses = statusLabels(settings, true);

  const read = (issue: Issue): RemoteIssue => {
    const body = issue.body ?? '';
    const labels = issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
    return {
      ref: String(issue.number),
      ticket: `[${project}#${issue.number}](${linkAddress(issue.html_url) ?? `${web}/issues/${issue.number}`})`,
      title: issue.title,
      body,
      labels,
      fields: {
        status: statuses.statusOf(issue.state === 'open' ? 'open' : issue.state_reason === 'not_planned' || issue.state_reason === 'duplicate' ? 'dropped' : 'done', labels),
        owners: (issue.assignees ?? []).map(({ login }) => login.toLowerCase()).sort(),
        due: markdownBody.dueOf(body),
      },
      marker: markdownBody.markerOf(body),
      created: issue.created_at,
    };
  };
  const parsed = (json: unknown): RemoteIssue => read(parseAnswer(issueSchema, json, 'GitHub'));

  const list = async (minutes: number | null): Promise<RemoteIssue[]> => {
    const found: RemoteIssue[] = [];
    const since = minutes === null ? {} : { since: new Date(ports.clock.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z') };
    for (let page = 1; ; page++) {
      const query = { labels: settings.label, state: 'all', sort: 'created', direction: 'asc', per_page: String(PER_PAGE), page: String(page), ...since };
      const { json, headers } = await http.call({ method: 'GET', path: issues, query, repeatable: true, writes: false });
      found.push(...parseAnswer(z.array(issueSchema), json, 'GitHub').filter((issue) => issue.pull_request === undefined).map(read));
      if (!/\brel="next"/.test(headers.get('link') ?? '')) return found;
    }
  };

  const refOf = ({ text, url }: WrittenTicket): string | null => {
    const address = url?.toLowerCase().replace(/[?#].*$/, '') ?? null;
    if (address !== null) {
      const number = address.startsWith(`${web}/issues/`) ? /^(\d+)\/?$/.exec(address.slice(web.length + '/issues/'.length))?.[1] : undefined;
      // Code under review is the work, not its ticket.
      return number ?? (/\/(?:issues|browse|issue|work_items)\/[\w-]+/.test(address) ? 'elsewhere' : null);
    }
    const [, repository, number] = /^([\w.-]+\/[\w.-]+)?#(\d+)$/.exec(text) ?? [];
    if (number !== undefined) return repository === undefined || repository.toLowerCase() === project.toLowerCase() ? number : 'elsewhere';
    return /^[A-Z][A-Z0-9]+-\d+$/.test(text) ? 'elsewhere' : null;
  };

  const create = async ({ content, fields, marker }: Draft): Promise<RemoteIssue> => {
    const body = {
      title: content.title,
      body: markdownBody.withBlock('', content.block, marker, fields.due),
      labels: labelsAfter([], content, marker.synced.status, settings, statuses),
      assignees: [...fields.owners],
    };
    const { json } = await http.call({ method: 'POST', path: issues, body, repeatable: false, writes: true });
    return parsed(json);
  };

  const update = async (issue: RemoteIssue, { fields, marker, content }: Change): Promise<RemoteIssue> => {
    const adopts = issue.marker === null;
    const { due } = fields;
    const labels = labelsAfter(adopts ? [...issue.labels.filter((label) => label !== settings.label), settings.label] : issue.labels, content, fields.status ?? null, settings, statuses);
    const body =
      content === null
        ? markdownBody.withMarker(issue.body, marker, due === undefined && adopts ? marker.synced.due : due)
        : markdownBody.withBlock(issue.body, content.block, marker, due === undefined ? (issue.fields.due ?? marker.synced.due) : due);
    const closed = fields.status === 'done' || fields.status === 'dropped';
    const { json } = await http.call({
      method: 'PATCH',
      path: `${issues}/${issue.ref}`,
      body: {
        ...(content !== null && { title: content.title }),
        ...(body !== issue.body && { body }),
        ...(labels.join('\n') !== issue.labels.join('\n') && { labels }),
        ...(fields.owners !== undefined && { assignees: [...fields.owners] }),
        ...(fields.status !== undefined && { state: closed ? 'closed' : 'open', ...(closed && { state_reason: fields.status === 'done' ? 'completed' : 'not_planned' }) }),
      },
      repeatable: true,
      writes: true,
    });
    return parsed(json);
  };

  return {
    name,
    mostOwners: 10,
    canonical: statuses.scale,
    statusAtCreation: (status) => (['proposed', 'in-progress'].includes(statuses.scale(status)) ? statuses.scale(status) : 'open'),
    loginOf: (owner) => /^@([A-Za-z0-9](?:[A-Za-z0-9-]|_)*)$/.exec(owner)?.[1] ?? null,
    ownerOf: (login) => `@${login}`,
    refOf,
    list,
    find: async (ref) => {
      const { status, json } = await http.call({ method: 'GET', path: `${issues}/${ref}`, repeatable: true, writes: false }, [404, 410]);
      if (status >= 400) return 'absent';
      const issue = parseAnswer(issueSchema, json, 'GitHub');
      return issue.pull_request === undefined ? read(issue) : 'other';
    },
    isAssignable: async (login) => (await http.call({ method: 'GET', path: `/repos/${project}/assignees/${encodeURIComponent(login)}`, repeatable: true, writes: false }, [404])).status < 400,
    create,
    update,
  };
};
