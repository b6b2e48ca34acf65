// Writes what the tests of the sync need of the vendors' published API descriptions, without their prose:
//   node scripts/api-descriptions.js github [PATH]  PATH: generated/api.github.com.json of the npm package @octokit/openapi; without it, the version
//                                                   that the extract names is taken from the registry
//   node scripts/api-descriptions.js linear PATH    PATH: packages/sdk/src/schema.graphql of github.com/linear/linear
// With --check nothing is written, and the exit code is 1 where the extract is not what the description gives.
// The whole descriptions are 385 MB and 1.2 MB; they are not installed for a handful of operations.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const folder = join(import.meta.dirname, '../test/trackers/sync/apis');

/** The operations of GitHub that the adapter calls. */
const GITHUB = {
  '/repos/{owner}/{repo}/issues': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/assignees/{assignee}': ['get'],
};
const PROSE = new Set(['description', 'example', 'examples', 'title', 'summary', 'externalDocs', 'tags', 'deprecated']);

const bare = (value, isMap = false) => {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMap || (!PROSE.has(key) && !key.startsWith('x-')))
      .map(([key, item]) => [key, bare(item, key === 'properties' || key === 'responses' || key === 'content')]),
  );
};

const github = (text) => {
  const description = JSON.parse(text);
  const resolve = (reference) => reference.split('/').slice(1).reduce((value, key) => value[key], description);
  const resolved = (value) => (value.$ref ? resolve(value.$ref) : value);
  const json = (part) => bare(resolved(part).content?.['application/json']?.schema ?? null);
  const operations = Object.entries(GITHUB).flatMap(([path, methods]) =>
    methods.map((method) => {
      const { operationId, parameters = [], requestBody, responses } = description.paths[path][method];
      return {
        operationId,
        method: method.toUpperCase(),
        path,
        parameters: parameters.map(resolved).map(({ name, in: place, required = false, schema }) => ({ name, in: place, required, schema: bare(schema) })),
        body: requestBody === undefined ? null : json(requestBody),
        responses: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, json(response)])),
      };
    }),
  );
  const schemas = {};
  const take = (value) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      if (!(name in schemas)) {
        schemas[name] = bare(description.components.schemas[name]);
        take(schemas[name]);
      }
  };
  take(operations);
  return ['github.json', `${JSON.stringify({ source: `GitHub REST API, OpenAPI ${description.openapi}, npm @octokit/openapi ${description.info.version}`, operations, components: { schemas } })}\n`];
};

/** The fields of Linear's objects that the adapter reads; `*` for all that are leaves, as inputs have. */
const LINEAR = {
  Query: ['issues', 'teams', 'users', 'issueLabels'],
  Mutation: ['issueCreate', 'issueUpdate', 'issueLabelCreate'],
  Issue: ['id', 'identifier', 'url', 'title', 'description', 'dueDate', 'createdAt', 'trashed', 'state', 'assignee', 'labels'],
  Team: ['id', 'states'],
  WorkflowState: ['id', 'name', 'type', 'position'],
  IssueLabel: ['id', 'name', 'isGroup', 'team'],
  User: ['id', 'email', 'active'],
  PageInfo: '*',
  IssueConnection: ['nodes', 'pageInfo'], TeamConnection: ['nodes', 'pageInfo'], UserConnection: ['nodes', 'pageInfo'],
  IssueLabelConnection: ['nodes', 'pageInfo'], WorkflowStateConnection: ['nodes', 'pageInfo'],
  IssuePayload: ['success', 'issue'], IssueLabelPayload: ['success', 'issueLabel'],
  IssueCreateInput: '*', IssueUpdateInput: '*', IssueLabelCreateInput: '*',
  IssueFilter: ['id', 'number', 'team', 'labels', 'updatedAt'],
  IssueLabelCollectionFilter: ['some', 'name'], IssueLabelFilter: ['name', 'id'], TeamFilter: ['id', 'key'], UserFilter: ['email', 'id'],
  StringComparator: '*', NumberComparator: '*', IDComparator: '*', IssueIDComparator: '*', DateComparator: '*',
};

const linear = async (text) => {
  const { parse, print, Kind } = await import('graphql');
  const definitions = parse(text).definitions;
  const named = (type) => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));
  const isLeaf = (name) => ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name) || definitions.some((one) => [Kind.SCALAR_TYPE_DEFINITION, Kind.ENUM_TYPE_DEFINITION].includes(one.kind) && one.name.value === name);
  const known = (type) => isLeaf(named(type)) || named(type) in LINEAR;
  const plain = (node) => ({ ...node, description: undefined, directives: [], interfaces: [], ...(node.values && { values: node.values.map(plain) }) });
  const wanted = definitions
    .filter((one) => LINEAR[one.name?.value] !== undefined)
    .map((one) => ({
      ...plain(one),
      fields: one.fields
        .filter((field) => known(field.type) && (LINEAR[one.name.value] === '*' || LINEAR[one.name.value].includes(field.name.value)))
        .map((field) => ({ ...plain(field), ...(field.arguments && { arguments: field.arguments.filter((argument) => known(argument.type)).map(plain) }) })),
    }));
  const used = JSON.stringify(wanted);
  const leaves = definitions.filter((one) => [Kind.SCALAR_TYPE_DEFINITION, Kind.ENUM_TYPE_DEFINITION].includes(one.kind) && used.includes(`"${one.name.value}"`)).map(plain);
  return ['linear.graphql', `# Linear API, packages/sdk/src/schema.graphql of github.com/linear/linear: the part that the adapter uses.\n\n${[...leaves, ...wanted].map((one) => print(one)).join('\n\n')}\n`];
};

/** GitHub's description as its npm package has it, in the version of the extract. */
const fromRegistry = () => {
  const { source } = JSON.parse(readFileSync(join(folder, 'github.json'), 'utf8'));
  const [, name, version] = /npm (\S+) (\S+)$/.exec(source);
  const work = mkdtempSync(join(tmpdir(), 'api-descriptions-'));
  try {
    const [archive] = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: work, encoding: 'utf8' }).trim().split('\n');
    execFileSync('tar', ['xzf', archive, 'package/generated/api.github.com.json'], { cwd: work });
    return readFileSync(join(work, 'package/generated/api.github.com.json'), 'utf8');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const { values, positionals: [vendor, path] } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean', default: false } } });
const make = { github, linear }[vendor];
if (make === undefined || (path === undefined && vendor !== 'github')) {
  console.error('usage: node scripts/api-descriptions.js github [PATH] [--check]\n       node scripts/api-descriptions.js linear PATH [--check]');
  process.exit(2);
}
const [name, text] = await make(path === undefined ? fromRegistry() : readFileSync(path, 'utf8'));
const file = join(folder, name);
if (!values.check) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') === text) console.log(`${name} is what the description gives`);
else {
  console.error(`${name} is not what the description gives: run without --check`);
  process.exitCode = 1;
}
