import { z } from 'zod/mini';
import { UserError } from '../../../record/errors.ts';
import type { ActionStatus } from '../../../record/vocabulary.ts';
import type { BodyFormat } from '../block.ts';
import { adfBody } from '../body/adf.ts';
import { wikiBody } from '../body/wiki.ts';
import { apiAddress, token, variable } from '../connection.ts';
import { httpClient, Refused } from '../http.ts';
import type { Change, Content, Draft, RemoteIssue, WrittenTicket } from '../issue.ts';
import type { OpenTracker, TrackerSetup } from '../registry.ts';
import { statusScale } from '../status-scale.ts';
import { parseAnswer } from './answer.ts';
import { labelsAfter } from './labels.ts';

const PER_PAGE = 100;

const userSchema = z.object({ accountId: z.optional(z.string()), name: z.optional(z.string()) });
const statusSchema = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });
const issueSchema = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    description: z.optional(z.nullable(z.unknown())),
    status: statusSchema,
    assignee: z.optional(z.nullable(userSchema)),
    duedate: z.optional(z.nullable(z.string())),
    labels: z.array(z.string()),
    created: z.string(),
  }),
});
type Issue = z.infer<typeof issueSchema>;
const FIELDS = ['summary', 'description', 'status', 'assignee', 'duedate', 'labels', 'created'] as const;

const createdSchema = z.object({ key: z.string() });
const transitionsSchema = z.object({ transitions: z.array(z.object({ id: z.string(), to: statusSchema })) });
const tokenPage = z.object({ issues: z.array(issueSchema), nextPageToken: z.optional(z.nullable(z.string())) });
const countedPage = z.object({ issues: z.array(issueSchema), startAt: z.number(), total: z.number() });

/** What differs between Jira Cloud and Jira Data Center. */
interface Edition {
  readonly api: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyFormat;
  /** Descriptions are documents in Cloud, text in Data Center. */
  readonly sent: (body: string) => unknown;
  readonly stored: (description: unknown) => string;
  readonly user: 'accountId' | 'name';
  readonly secrets: readonly string[];
}

/** An e-mail address beside the token means Cloud, where the two are sent together; a token alone is one of Data Center. */
const editionOf = (env: TrackerSetup['env']): Edition => {
  const email = variable(env, 'JIRA_EMAIL');
  const secret = token(env, 'browse, create and edit issues of the project', 'JIRA_API_TOKEN');
  if (email === null)
    return { api: '/rest/api/2', headers: { authorization: `Bearer ${secret}` }, body: wikiBody, sent: (body) => body, stored: (text) => (typeof text === 'string' ? text : ''), user: 'name', secrets: [secret] };
  const basic = Buffer.from(`${email}:${secret}`).toString('base64');
  return {
    api: '/rest/api/3',
    headers: { authorization: `Basic ${basic}` },
    body: adfBody,
    sent: (body) => JSON.parse(body),
    stored: (document) => (document === null || document === undefined ? '' : JSON.stringify(document)),
    user: 'accountId',
    secrets: [secret, basic],
  };
};

/** Quoted for JQL, in which a backslash and a quotation mark act. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const NO_STATUS_LABELS = { labelOf: () => null };

const shown = ({ title, priority }: Content): object => ({ summary: title, ...(priority !== null && { priority: { name: priority } }) });

/** Issues of one project in Jira Cloud (REST API, version 3) or Jira Data Center (version 2). */
export const openJira: OpenTracker = async ({ settings, env, ports }) => {
  const { project } = settings;
  if (!/^[A-Z][A-Z0-9_]+$/.test(project)) throw new UserError(`"${project}" is no key of a project of Jira`, { hint: 'capital letters, as before the number of an issue: ORD' });
  const spaced = [settings.label, ...Object.values(settings.labels)].find((label) => /\s/.test(label));
  if (spaced !== undefined) throw new UserError(`the label "${spaced}" holds a space`, { hint: 'labels of Jira hold none' });
  const address = variable(env, 'JIRA_URL');
  if (address === null) throw new UserError('JIRA_URL is not set', { hint: 'for example: JIRA_URL=https://acme.atlassian.net' });
  const base = apiAddress('JIRA_URL', address);
  const { api, headers, body, sent, stored, user, secrets } = editionOf(env);
  const http = httpClient({ ...ports, connection: { base, headers, secrets }, pause: settings.pause ?? 0 });
  const name = `${project} on Jira`;
  const path = (key: string): string => `${api}/issue/${encodeURIComponent(key)}`;

  const named = new Map(Object.entries(settings.statuses).map(([status, title]) => [title.toLowerCase(), status]));
  const isNamed = (status: ActionStatus): boolean => settings.statuses[status] !== undefined;
  const scale = statusScale([
    ['open', ...(isNamed('proposed') ? [] : ['proposed' as const])],
    ['done', ...(isNamed('verified') ? [] : ['verified' as const]), ...(isNamed('dropped') ? [] : ['dropped' as const])],
  ]);
  const CATEGORIES: Readonly<Record<string, ActionStatus>> = { new: 'open', undefined: 'open', indeterminate: 'in-progress', done: 'done' };
  const statusOf = ({ name: title, statusCategory }: z.infer<typeof statusSchema>): ActionStatus => {
    const byName = named.get(title.toLowerCase());
    return scale(Object.keys(settings.statuses).find((status): status is ActionStatus => status === byName) ?? CATEGORIES[statusCategory.key] ?? 'open');
  };

  const read = ({ key, fields }: Issue): RemoteIssue => {
    const text = stored(fields.description);
    return {
      ref: key,
      ticket: `[${key}](${base}/browse/${key})`,
      title: fields.summary,
      body: text,
      labels: fields.labels,
      fields: { status: statusOf(fields.status), owners: [fields.assignee?.[user]?.toLowerCase() ?? []].flat(), due: fields.duedate ?? null },
      marker: body.markerOf(text),
      created: fields.created,
    };
  };
  const page = (json: unknown, request: Readonly<Record<string, unknown>>): { readonly issues: readonly Issue[]; readonly next: Readonly<Record<string, unknown>> | null } => {
    if (user === 'accountId') {
      const { issues, nextPageToken } = parseAnswer(tokenPage, json, 'Jira');
      return { issues, next: nextPageToken ? { ...request, nextPageToken } : null };
    }
    const { issues, startAt, total } = parseAnswer(countedPage, json, 'Jira');
    const reached = startAt + issues.length;
    return { issues, next: issues.length > 0 && reached < total ? { ...request, startAt: reached } : null };
  };

  const list = async (minutes: number | null): Promise<RemoteIssue[]> => {
    const since = minutes === null ? '' : ` AND updated >= -${minutes}m`;
    const jql = `project = ${quoted(project)} AND labels = ${quoted(settings.label)}${since} ORDER BY created ASC`;
    const found: RemoteIssue[] = [];
    let request: Readonly<Record<string, unknown>> | null = { jql, fields: FIELDS, maxResults: PER_PAGE };
    while (request !== null) {
      const { json } = await http.call({ method: 'POST', path: user === 'accountId' ? `${api}/search/jql` : `${api}/search`, body: request, repeatable: true, writes: false });
      const { issues, next } = page(json, request);
      found.push(...issues.map(read));
      request = next;
    }
    return found;
  };

  const find = async (ref: string): Promise<RemoteIssue | 'absent'> => {
    const { status, json } = await http.call({ method: 'GET', path: path(ref), query: { fields: FIELDS.join(',') }, repeatable: true, writes: false }, [404]);
    return status >= 400 ? 'absent' : read(parseAnswer(issueSchema, json, 'Jira'));
  };

  const known = async (ref: string): Promise<RemoteIssue> => {
    const issue = await find(ref);
    if (issue === 'absent') throw new Refused(404, `${ref} is not in ${name} any more`);
    return issue;
  };

  /** An issue changes its status only along its workflow. */
  const move = async (ref: string, status: ActionStatus): Promise<void> => {
    const { json } = await http.call({ method: 'GET', path: `${path(ref)}/transitions`, repeatable: true, writes: false });
    const ways = parseAnswer(transitionsSchema, json, 'Jira').transitions;
    const title = settings.statuses[status]?.toLowerCase();
    const way = ways.find(({ to }) => (title === undefined ? statusOf(to) === status : to.name.toLowerCase() === title));
    if (way === undefined) throw new Refused(422, `the workflow of ${ref} has no way to ${title ?? status} from where it is`, 'name the status under "sync.statuses"');
    try {
      await http.call({ method: 'POST', path: `${path(ref)}/transitions`, body: { transition: { id: way.id } }, repeatable: true, writes: true });
    } catch (error) {
      // Sent again after a lost answer, the way starts where the issue no longer is.
      if (!(error instanceof Refused) || (await known(ref)).fields.status !== status) throw error;
    }
  };

  const refOf = ({ text, url }: WrittenTicket): string | null => {
    const key = url === null ? (/^[A-Z][A-Z0-9_]+-\d+$/.test(text) ? text : null) : url.startsWith(`${base}/browse/`) ? (/\/browse\/([A-Z][A-Z0-9_]+-\d+)/.exec(url)?.[1] ?? null) : null;
    if (key !== null) return key.startsWith(`${project}-`) ? key : 'elsewhere';
    return /^(?:[\w./-]+)?#\d+$/.test(text) || /\/(?:issues|browse|issue|work_items)\/[\w-]+/.test(url ?? '') ? 'elsewhere' : null;
  };

  const isAssignable = async (login: string): Promise<boolean> => {
    const query = { project, [user === 'accountId' ? 'accountId' : 'username']: accountOf(login) };
    const { json } = await http.call({ method: 'GET', path: `${api}/user/assignable/search`, query, repeatable: true, writes: false }, [404]);
    const parsed = z.array(userSchema).safeParse(json);
    return parsed.success && parsed.data.some((one) => one[user]?.toLowerCase() === login);
  };
  /** As the configuration writes it: account ids are compared without regard to case, and sent as they are. */
  const accountOf = (login: string): string => Object.values(settings.users).find((value) => value.toLowerCase() === login) ?? login;
  const assignee = (owners: readonly string[]): object => ({ assignee: owners[0] === undefined ? null : { [user]: accountOf(owners[0]) } });

  return {
    name,
    mostOwners: 1,
    canonical: scale,
    statusAtCreation: () => 'open',
    loginOf: () => null,
    ownerOf: () => null,
    refOf,
    list,
    find,
    isAssignable,
    create: async ({ content, fields, marker }: Draft) => {
      const request = {
        project: { key: project },
        issuetype: { name: settings.issueType },
        ...shown(content),
        description: sent(body.withBlock('', content.block, marker)),
        labels: labelsAfter([], content, null, settings, NO_STATUS_LABELS, false),
        ...(fields.owners.length > 0 && assignee(fields.owners)),
        ...(fields.due !== null && { duedate: fields.due }),
      };
      const { json } = await http.call({ method: 'POST', path: `${api}/issue`, body: { fields: request }, repeatable: false, writes: true });
      return known(parseAnswer(createdSchema, json, 'Jira').key);
    },
    update: async (issue: RemoteIssue, { fields, marker, content }: Change) => {
      if (fields.status !== undefined && fields.status !== issue.fields.status) await move(issue.ref, fields.status);
      const adopted = issue.marker === null ? [...new Set([...issue.labels, settings.label])] : issue.labels;
      const labels = labelsAfter(adopted, content, null, settings, NO_STATUS_LABELS, false);
      const request = {
        ...(content !== null && shown(content)),
        description: sent(content === null ? body.withMarker(issue.body, marker) : body.withBlock(issue.body, content.block, marker)),
        ...(labels.join(' ') !== issue.labels.join(' ') && { labels }),
        ...(fields.owners !== undefined && assignee(fields.owners)),
        ...(fields.due !== undefined && { duedate: fields.due }),
      };
      await http.call({ method: 'PUT', path: path(issue.ref), body: { fields: request }, repeatable: true, writes: true });
      return known(issue.ref);
    },
  };
};
