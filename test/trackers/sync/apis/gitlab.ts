/**
 * The part of GitLab's REST API that the adapter uses, as its documentation describes it:
 * https://docs.gitlab.com/api/issues/ (list project issues, single project issue, new issue, edit an issue),
 * https://docs.gitlab.com/api/project_members/ (list all members, inherited ones included),
 * https://docs.gitlab.com/api/rest/ (pagination by page, x-next-page; paths of projects are URL-encoded).
 */
const user = {
  type: 'object',
  required: ['id', 'username', 'name', 'state', 'web_url'],
  properties: { id: { type: 'integer' }, username: { type: 'string' }, name: { type: 'string' }, state: { type: 'string' }, web_url: { type: 'string', format: 'uri' }, access_level: { type: 'integer' } },
};

const date = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` };
const dateTime = { type: 'string', format: 'date-time' };

export const issue = {
  type: 'object',
  required: ['id', 'iid', 'project_id', 'title', 'description', 'state', 'created_at', 'updated_at', 'labels', 'assignees', 'author', 'web_url', 'references', 'confidential'],
  properties: {
    id: { type: 'integer' },
    iid: { type: 'integer' },
    project_id: { type: 'integer' },
    title: { type: 'string', maxLength: 255 },
    description: { type: 'string', nullable: true, maxLength: 1_048_576 },
    state: { enum: ['opened', 'closed'] },
    created_at: dateTime,
    updated_at: dateTime,
    closed_at: { ...dateTime, nullable: true },
    labels: { type: 'array', items: { type: 'string' } },
    assignees: { type: 'array', items: user },
    author: user,
    due_date: { ...date, nullable: true },
    web_url: { type: 'string', format: 'uri' },
    references: { type: 'object', required: ['short', 'relative', 'full'] },
    confidential: { type: 'boolean' },
  },
};

export const error = { type: 'object', properties: { message: {}, error: { type: 'string' } } };

const written = {
  title: { type: 'string', maxLength: 255 },
  description: { type: 'string', maxLength: 1_048_576 },
  labels: { type: 'string' },
  assignee_ids: { type: 'array', items: { type: 'integer' } },
  confidential: { type: 'boolean' },
};

export const operations = {
  'GET /projects/:id/issues': {
    query: {
      type: 'object',
      additionalProperties: false,
      properties: {
        labels: { type: 'string' },
        state: { enum: ['opened', 'closed', 'all'] },
        scope: { enum: ['created_by_me', 'assigned_to_me', 'all'] },
        order_by: { enum: ['created_at', 'updated_at', 'due_date', 'priority'] },
        sort: { enum: ['asc', 'desc'] },
        per_page: { type: 'string', pattern: '^(?:[1-9][0-9]?|100)$' },
        page: { type: 'string', pattern: '^[1-9][0-9]*$' },
        updated_after: dateTime,
      },
    },
    body: null,
    answer: { type: 'array', items: issue },
  },
  'GET /projects/:id/issues/:iid': { query: { type: 'object', additionalProperties: false }, body: null, answer: issue },
  'POST /projects/:id/issues': {
    query: { type: 'object', additionalProperties: false },
    body: { type: 'object', additionalProperties: false, required: ['title'], properties: { ...written, due_date: date } },
    answer: issue,
  },
  'PUT /projects/:id/issues/:iid': {
    query: { type: 'object', additionalProperties: false },
    // At least one is needed; an empty date takes it away, assignee 0 takes all away.
    body: { type: 'object', additionalProperties: false, minProperties: 1, properties: { ...written, due_date: { anyOf: [date, { const: '' }] }, state_event: { enum: ['close', 'reopen'] } } },
    answer: issue,
  },
  'GET /projects/:id/members/all': {
    query: { type: 'object', additionalProperties: false, properties: { query: { type: 'string' }, per_page: { type: 'string' } } },
    body: null,
    answer: { type: 'array', items: { ...user, required: [...user.required, 'access_level'] } },
  },
} as const;
