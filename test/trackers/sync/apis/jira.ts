/**
 * The part of Jira's REST API that the adapter uses, as its documentation describes it. Cloud, version 3:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ (create, get, edit, transitions),
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ (POST /rest/api/3/search/jql, pages by nextPageToken),
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/ (assignable users),
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ (Atlassian Document Format).
 * Data Center, version 2: https://developer.atlassian.com/server/jira/platform/rest/ (POST /rest/api/2/search, pages by startAt; text descriptions; users by name).
 */
const marks = {
  type: 'array',
  items: {
    anyOf: [
      { type: 'object', additionalProperties: false, required: ['type'], properties: { type: { const: 'code' } } },
      {
        type: 'object',
        additionalProperties: false,
        required: ['type', 'attrs'],
        properties: { type: { const: 'link' }, attrs: { type: 'object', additionalProperties: false, required: ['href'], properties: { href: { type: 'string', format: 'uri' } } } },
      },
    ],
  },
};
const text = { type: 'object', additionalProperties: false, required: ['type', 'text'], properties: { type: { const: 'text' }, text: { type: 'string', minLength: 1 }, marks } };
const paragraph = { type: 'object', additionalProperties: false, required: ['type'], properties: { type: { const: 'paragraph' }, content: { type: 'array', items: text } } };
const heading = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'attrs'],
  properties: { type: { const: 'heading' }, attrs: { type: 'object', required: ['level'], properties: { level: { type: 'integer', minimum: 1, maximum: 6 } } }, content: { type: 'array', items: text } },
};
const list = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'content'],
  properties: {
    type: { const: 'bulletList' },
    content: { type: 'array', minItems: 1, items: { type: 'object', additionalProperties: false, required: ['type', 'content'], properties: { type: { const: 'listItem' }, content: { type: 'array', minItems: 1, items: paragraph } } } },
  },
};
const document = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'type', 'content'],
  properties: { version: { const: 1 }, type: { const: 'doc' }, content: { type: 'array', items: { anyOf: [paragraph, heading, list] } } },
};

const date = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` };
const key = { type: 'string', pattern: '^[A-Z]+-[0-9]+$' };
const status = {
  type: 'object',
  required: ['id', 'name', 'statusCategory'],
  properties: { id: { type: 'string' }, name: { type: 'string' }, statusCategory: { type: 'object', required: ['id', 'key', 'name'], properties: { key: { enum: ['undefined', 'new', 'indeterminate', 'done'] } } } },
};
const none = { type: 'object', additionalProperties: false };
const error = { type: 'object', properties: { errorMessages: { type: 'array', items: { type: 'string' } }, errors: { type: 'object' } } };

/** The two editions differ in how they write descriptions and name people, and in how they search. */
export const jiraOperations = (edition: 'cloud' | 'data-center') => {
  const cloud = edition === 'cloud';
  const user = cloud
    ? { type: 'object', required: ['accountId', 'accountType', 'active', 'displayName', 'self'], properties: { accountId: { type: 'string', maxLength: 128 } } }
    : { type: 'object', required: ['name', 'key', 'active', 'displayName', 'self'], properties: { name: { type: 'string' } } };
  const description = cloud ? document : { type: 'string', maxLength: 32_767 };
  const named = { type: 'object', additionalProperties: false, required: ['name'], properties: { name: { type: 'string' } } };
  const person = cloud ? { type: 'object', additionalProperties: false, required: ['accountId'], properties: { accountId: { type: 'string' } } } : named;
  const written = {
    summary: { type: 'string', maxLength: 255, pattern: String.raw`^[^\r\n]+$` },
    description,
    labels: { type: 'array', items: { type: 'string', pattern: String.raw`^\S+$`, maxLength: 255 } },
    assignee: { ...person, nullable: true },
    duedate: { ...date, nullable: true },
    priority: named,
  };
  const issue = {
    type: 'object',
    required: ['id', 'key', 'self', 'fields'],
    properties: {
      id: { type: 'string' },
      key,
      self: { type: 'string', format: 'uri' },
      fields: {
        type: 'object',
        required: ['summary', 'description', 'status', 'assignee', 'duedate', 'labels', 'created'],
        properties: { summary: { type: 'string' }, description: { ...description, nullable: true }, status, assignee: { ...user, nullable: true }, duedate: { ...date, nullable: true }, labels: written.labels, created: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{4}$` } },
      },
    },
  };
  const fieldNames = { type: 'array', items: { type: 'string' } };
  const api = cloud ? '/rest/api/3' : '/rest/api/2';
  const search = cloud
    ? {
        body: { type: 'object', additionalProperties: false, required: ['jql'], properties: { jql: { type: 'string' }, fields: fieldNames, maxResults: { type: 'integer', maximum: 5000 }, nextPageToken: { type: 'string' } } },
        answer: { type: 'object', required: ['issues'], properties: { issues: { type: 'array', items: issue }, nextPageToken: { type: 'string' }, isLast: { type: 'boolean' } } },
      }
    : {
        body: { type: 'object', additionalProperties: false, required: ['jql'], properties: { jql: { type: 'string' }, fields: fieldNames, maxResults: { type: 'integer' }, startAt: { type: 'integer' } } },
        answer: { type: 'object', required: ['startAt', 'maxResults', 'total', 'issues'], properties: { issues: { type: 'array', items: issue } } },
      };
  const assignableQuery = { type: 'object', additionalProperties: false, required: ['project', cloud ? 'accountId' : 'username'], properties: { project: { type: 'string' }, [cloud ? 'accountId' : 'username']: { type: 'string' } } };
  return {
    error,
    operations: {
      search: { method: 'POST', path: cloud ? `${api}/search/jql` : `${api}/search`, query: none, ...search },
      create: {
        method: 'POST',
        path: `${api}/issue`,
        query: none,
        body: {
          type: 'object',
          additionalProperties: false,
          required: ['fields'],
          properties: { fields: { type: 'object', additionalProperties: false, required: ['project', 'issuetype', 'summary'], properties: { ...written, project: { type: 'object', additionalProperties: false, required: ['key'], properties: { key: { type: 'string' } } }, issuetype: named } } },
        },
        answer: { type: 'object', required: ['id', 'key', 'self'], properties: { key } },
      },
      get: { method: 'GET', path: `${api}/issue/:key`, query: { type: 'object', additionalProperties: false, properties: { fields: { type: 'string' } } }, body: null, answer: issue },
      edit: { method: 'PUT', path: `${api}/issue/:key`, query: none, body: { type: 'object', additionalProperties: false, properties: { fields: { type: 'object', additionalProperties: false, properties: written } } }, answer: null },
      transitions: {
        method: 'GET',
        path: `${api}/issue/:key/transitions`,
        query: none,
        body: null,
        answer: { type: 'object', required: ['transitions'], properties: { transitions: { type: 'array', items: { type: 'object', required: ['id', 'name', 'to'], properties: { id: { type: 'string' }, name: { type: 'string' }, to: status } } } } },
      },
      move: {
        method: 'POST',
        path: `${api}/issue/:key/transitions`,
        query: none,
        body: { type: 'object', additionalProperties: false, required: ['transition'], properties: { transition: { type: 'object', additionalProperties: false, required: ['id'], properties: { id: { type: 'string' } } } } },
        answer: null,
      },
      assignable: { method: 'GET', path: `${api}/user/assignable/search`, query: assignableQuery, body: null, answer: { type: 'array', items: user } },
    },
  };
};
