import { describe, expect, test } from 'vitest';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { fixtureFiles, importerNamed, linesOf, readFiles, sampleOf } from './read.ts';

/** Each fixture was written after the documentation that is named with it, which is where its fields come from. */
const CASES: readonly { readonly fixture: string; readonly importer: string; readonly after: string; readonly baseUrl?: string; readonly skipped?: Readonly<Record<string, number>>; readonly entries: readonly string[] }[] = [
  {
    fixture: 'slack', importer: 'slack', baseUrl: 'https://acme.slack.com',
    after: 'Slack help center, "How to read Slack data exports", https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports',
    entries: [
      '2026-04-25T10:00:00Z · Jon Iversen · Lunch? · message · general · https://acme.slack.com/archives/C02GEN/p1777111200000100',
      '2026-04-25T00:35:00Z · Mira Holt · Mira Holt has joined the channel · message noise · inc-2041 · https://acme.slack.com/archives/C01INC/p1777077300000100',
      '2026-04-25T00:37:10Z · PagerDuty · Triggered #4123: High 5xx ratio on model-engine · message noise · inc-2041 · https://acme.slack.com/archives/C01INC/p1777077430000200',
      '2026-04-25T00:38:20Z · Mira Holt · Looking. Every endpoint operation returns 500 since 23:50 UTC 🚨 · message · inc-2041 · https://acme.slack.com/archives/C01INC/p1777077500000300',
      '2026-04-25T00:42:00Z · Jon Iversen · (to Mira Holt) It reads a column that no migration made, see the pull request. cc Mira Holt here · message · inc-2041 · https://acme.slack.com/archives/C01INC/p1777077720000400?thread_ts=1777077500.000300&cid=C01INC',
      '2026-04-25T00:46:00Z · Mira Holt · Rolling back model-engine to <04729ce> in #inc-2041 · message · inc-2041 · https://acme.slack.com/archives/C01INC/p1777077960000500',
      '2026-04-25T00:48:30Z · ada · Rolled back, errors clear ✅ party parrot [file: 5xx ratio.png] · message · inc-2041 · https://acme.slack.com/archives/C01INC/p1777078110000600',
      '2026-04-25T00:48:31Z · USLACKBOT · This message was deleted. · message noise · inc-2041 · https://acme.slack.com/archives/C01INC/p1777078111000000',
    ],
  },
  {
    fixture: 'pagerduty.json', importer: 'pagerduty',
    after: 'PagerDuty API reference, "List log entries for an incident", https://developer.pagerduty.com/api-reference/',
    entries: [
      '2026-04-25T00:58:02Z · Mira Holt · Resolved: High 5xx ratio on model-engine · action resolved · model-engine · https://acme.pagerduty.com/incidents/PT4KHLK/log_entries/R7RESOLVE',
      '2026-04-25T00:44:00Z · Jon Iversen · The image reads a column that production has not · message · - · https://acme.pagerduty.com/incidents/PT4KHLK',
      '2026-04-25T00:37:41Z · Mira Holt · Acknowledged: High 5xx ratio on model-engine · action acknowledged · model-engine · https://acme.pagerduty.com/incidents/PT4KHLK/log_entries/R3ACK',
      '2026-04-25T00:37:12Z · model-engine · Notified: High 5xx ratio on model-engine · log noise · - · -',
      '2026-04-25T00:37:05Z · Prometheus · Triggered: High 5xx ratio on model-engine · alert detected · model-engine · https://acme.pagerduty.com/incidents/PT4KHLK/log_entries/R1TRIGGER',
    ],
  },
  {
    fixture: 'opsgenie.json', importer: 'opsgenie',
    after: 'Opsgenie API reference, "Alert API", list alert logs, https://docs.opsgenie.com/docs/alert-api',
    entries: [
      '2026-04-25T00:37:05.211Z · System · Alert created via API[Prometheus] · alert detected · - · -',
      '2026-04-25T00:38:05Z · System · Sent [call] notification to [mira@acme.example] after 1 min. · action noise · - · -',
      '2026-04-25T00:38:30.102Z · mira@acme.example · Acknowledged via Mobile · action acknowledged · - · -',
      '2026-04-25T00:58:02.500Z · mira@acme.example · Alert closed via web · action resolved · - · -',
    ],
  },
  {
    fixture: 'opsgenie-timeline.json', importer: 'opsgenie',
    after: 'Opsgenie API reference, "Incident Timeline API", https://docs.opsgenie.com/docs/incident-timeline-api',
    entries: [
      '2026-04-25T00:37:20.422Z · System · Incident opened · action detected · - · -',
      '2026-04-25T00:37:21.422Z · System · Incident responder team added · action noise · - · -',
      '2026-04-25T00:46:00Z · mira@acme.example · Rolling back to the image of yesterday · message · - · -',
      '2026-04-25T00:47:00Z · jon@acme.example · wrong channel, sorry · message noise · - · -',
      '2026-04-25T00:58:02Z · mira@acme.example · Incident resolved · action resolved · - · -',
    ],
  },
  {
    fixture: 'incident-io.json', importer: 'incident-io',
    after: 'incident.io API reference, "Incidents V2" and "Incident Updates V2", https://api-docs.incident.io/',
    entries: [
      '2026-04-25T00:40:11Z · Mira Holt · Incident declared: Endpoint operations return 500 · action declared · inc-2041 · https://app.incident.io/acme/incidents/2041',
      '2026-04-24T23:50:00Z · - · Impact started at: Endpoint operations return 500 · action started · inc-2041 · https://app.incident.io/acme/incidents/2041',
      '2026-04-25T00:48:30Z · - · Fixed at: Endpoint operations return 500 · action mitigated · inc-2041 · https://app.incident.io/acme/incidents/2041',
      '2026-04-25T00:46:00Z · Jon Iversen · Status: Identified. Severity: Critical. We\'re rolling back to the image of yesterday · message identified · - · -',
      '2026-04-25T00:47:00Z · Nudge the channel · Status: Monitoring. · message noise · - · -',
    ],
  },
  {
    fixture: 'firehydrant.json', importer: 'firehydrant',
    after: 'FireHydrant developer documentation, "List events for an incident", https://docs.firehydrant.com/reference',
    entries: [
      '2026-04-25T00:40:11Z · Mira Holt · Rollback decided, Jon runs it · message · - · -',
      '2026-04-25T00:41:00Z · Jon Iversen · kubectl rollout undo is running · message · - · https://acme.slack.com/archives/C01INC/p1777077660000100',
      '2026-04-25T00:42:00Z · Mira Holt · Commander · action noise · - · -',
      '2026-04-25T00:48:30Z · Mira Holt · Milestone: mitigated · action mitigated · - · -',
      '2026-04-24T23:50:00Z · - · Started: Endpoint operations return 500 · action started · inc-2041 · https://app.firehydrant.io/incidents/internal/inc-1',
      '2026-04-26T09:00:00Z · - · Postmortem started: Endpoint operations return 500 · action noise · inc-2041 · https://app.firehydrant.io/incidents/internal/inc-1',
    ],
  },
  {
    fixture: 'firehydrant-lifecycle.json', importer: 'firehydrant',
    after: 'FireHydrant API description, IncidentEntity with lifecycle_phases, "Get an incident", https://docs.firehydrant.com/reference',
    entries: [
      '2026-04-24T23:50:00Z · Mira Holt · Started: Endpoint operations return 500 · action started · inc-2042 · https://app.firehydrant.io/incidents/internal/inc-2',
      '2026-04-25T00:37:41Z · - · Acknowledged: Endpoint operations return 500 · action acknowledged · inc-2042 · https://app.firehydrant.io/incidents/internal/inc-2',
      '2026-04-25T00:48:30Z · - · Mitigated: Endpoint operations return 500 · action mitigated · inc-2042 · https://app.firehydrant.io/incidents/internal/inc-2',
    ],
  },
  {
    fixture: 'github.json', importer: 'github',
    after: 'GitHub Docs, "REST API endpoints for timeline events", https://docs.github.com/en/rest/issues/timeline',
    entries: [
      '2026-04-24T20:10:00Z · jon-iversen · Opened pull request 812: Read the new quota column · action · acme/model-engine · https://github.com/acme/model-engine/pull/812',
      '2026-04-24T20:01:00Z · Jon Iversen · Commit: Read the new quota column · change · acme/model-engine · https://github.com/acme/model-engine/commit/04729cefd1e2a3b4c5d6e7f8a9b0c1d2e3f4a5b6',
      '2026-04-24T20:11:00Z · jon-iversen · labeled · log noise · acme/model-engine · -',
      '2026-04-24T22:30:00Z · mira-holt · Approved: Ship it · action · acme/model-engine · https://github.com/acme/model-engine/pull/812#pullrequestreview-2',
      '2026-04-24T23:41:00Z · jon-iversen · Merged as 9be2d43f · change · acme/model-engine · https://github.com/acme/model-engine/commit/9be2d43f1c0a4be2d43f1c0a4be2d43f1c0a4be2',
      '2026-04-24T23:50:10Z · deploybot[bot] · Deployed to prod · message noise · acme/model-engine · https://github.com/acme/model-engine/pull/812#issuecomment-4',
      '2026-04-25T01:10:00Z · mira-holt · This caused INC-2041, reverting. · message · acme/model-engine · https://github.com/acme/model-engine/pull/812#issuecomment-5',
    ],
  },
  {
    fixture: 'git-log.tsv', importer: 'git-log', baseUrl: 'https://github.com/acme/model-engine',
    after: 'git-log documentation, "Pretty formats", https://git-scm.com/docs/git-log',
    entries: [
      '2026-04-24T23:41:00Z · Jon Iversen · Commit: Merge pull request #812 from acme/quota · change · - · https://github.com/acme/model-engine/commit/9be2d43f1c0a4be2d43f1c0a4be2d43f1c0a4be2',
      '2026-04-24T20:01:00Z · Jon Iversen · Commit: Read the new quota column · change · - · https://github.com/acme/model-engine/commit/04729cefd1e2a3b4c5d6e7f8a9b0c1d2e3f4a5b6',
      '2026-04-24T18:00:00Z · renovate[bot] · Commit: Update dependency yaml to 2.9.1 · change noise · - · https://github.com/acme/model-engine/commit/1111111111111111111111111111111111111111',
    ],
  },
  {
    fixture: 'git-log.txt', importer: 'git-log',
    after: 'git-log documentation, "Commit formatting", https://git-scm.com/docs/git-log',
    entries: [
      '2026-04-24T23:41:00Z · Jon Iversen · Commit: Merge pull request #812 from acme/quota · change · - · 9be2d43f',
      '2026-04-24T20:01:00Z · Jon Iversen · Commit: Read the new quota column · change · - · 04729cef',
    ],
  },
  {
    fixture: 'alertmanager.json', importer: 'alertmanager',
    after: 'Prometheus documentation, "Alerting configuration", webhook_config, https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
    entries: [
      '2026-04-25T00:36:50Z · Alertmanager · Alert fires: High5xxRatio: High 5xx ratio on model-engine · alert detected · model-engine · https://prometheus.acme.example/graph?g0.expr=ratio',
      '2026-04-25T00:36:50Z · Alertmanager · Alert fires: High5xxRatio: High 5xx ratio on model-engine · alert detected · model-engine · https://prometheus.acme.example/graph?g0.expr=ratio',
      '2026-04-25T00:49:20Z · Alertmanager · Alert clears: High5xxRatio: High 5xx ratio on model-engine · alert · model-engine · https://prometheus.acme.example/graph?g0.expr=ratio',
    ],
  },
  {
    fixture: 'kubernetes.json', importer: 'kubernetes',
    after: 'Kubernetes API reference, "Event", https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/',
    entries: [
      '2026-04-24T23:50:02Z · deployment-controller · ScalingReplicaSet Deployment/model-engine: Scaled up replica set model-engine-7d4b to 3 · change · prod · -',
      '2026-04-24T23:50:05Z · kubelet · Pulled Pod/model-engine-7d4b-x: Container image already present on machine · change noise · prod · -',
      '2026-04-25T00:05:00Z · kubelet · Unhealthy Pod/model-engine-7d4b-x: Readiness probe failed: HTTP probe failed with statuscode: 500 (84 times until 00:47 UTC) · alert · prod · -',
      '2026-04-25T00:10:00.123Z · node-controller · NodeNotReady Node/node-2: Node node-2 status is now: NodeNotReady · change · default · -',
    ],
  },
  {
    fixture: 'datadog.json', importer: 'datadog',
    after: 'Datadog API reference, "Events", search events (v2), https://docs.datadoghq.com/api/latest/events/',
    entries: [
      '2026-04-25T00:36:55Z · Monitor Alert · [Triggered] High 5xx ratio on model-engine · alert detected · model-engine · https://app.datadoghq.com/event/event?id=6509751066204996294',
      '2026-04-24T23:50:00Z · deployer · model-engine 04729ce deployed to prod · change · model-engine · https://app.datadoghq.com/event/event?id=6509751066204996295',
    ],
  },
  {
    fixture: 'datadog-v1.json', importer: 'datadog',
    after: 'Datadog API reference, "Events", get a list of events (v1), https://docs.datadoghq.com/api/latest/events/',
    entries: [
      '2026-04-25T00:00:00Z · cron · Nightly backup finished · change noise · db · https://app.datadoghq.com/event/event?id=6509751066204996294',
    ],
  },
  {
    fixture: 'journald.jsonl', importer: 'journald',
    after: 'systemd documentation, "Journal JSON Format", https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format',
    skipped: { 'object that is no event with a time': 1 },
    entries: [
      '2026-04-24T23:50:02.123Z · model-engine · listening on :8080 · log · model-engine.service · -',
      '2026-04-24T23:51:00Z · model-engine · column \u001b[31mquota\u001b[0m missing · alert · model-engine.service · -',
      '2026-04-24T23:51:01Z · model-engine · pool size 10 · log noise · node-1 · -',
    ],
  },
  {
    fixture: 'app.log', importer: 'logs',
    after: 'ISO 8601 and RFC 3339, https://www.rfc-editor.org/rfc/rfc3339',
    skipped: { 'line without a time': 2 },
    entries: [
      '2026-04-24T23:50:01.123Z · - · INFO  model-engine started · log · - · app.log:1',
      '2026-04-24T23:51:00.500Z · - · ERROR column "quota" does not exist · alert · - · app.log:2',
      '2026-04-24T23:52:00Z · - · WARN retrying · alert · - · app.log:5',
      '2026-04-24T23:53:00Z · - · DEBUG pool size 10 · log noise · - · app.log:6',
    ],
  },
  {
    fixture: 'syslog.log', importer: 'logs',
    after: 'RFC 3164 and RFC 5424, https://www.rfc-editor.org/rfc/rfc5424',
    entries: [
      '2026-04-24T23:50:07Z · systemd · Started model-engine.service. · log · node-1 · syslog.log:1',
      '2026-04-24T23:51:15.003Z · engine · column quota does not exist · log · node-1 · syslog.log:2',
      '2026-04-24T23:52:09Z · kernel · Out of memory: killed process 812 · log · node-1 · syslog.log:3',
    ],
  },
  {
    fixture: 'events.csv', importer: 'csv',
    after: 'RFC 4180, https://www.rfc-editor.org/rfc/rfc4180',
    skipped: { 'row without a time or a text': 1 },
    entries: [
      '2026-04-24T23:50:00Z · Jon Iversen · Direct image update, by hand · action started · - · https://deploys.acme.example/812',
      '2026-04-25T00:37:00Z · alert · Pager fires · action detected · - · events.csv:3',
    ],
  },
];

describe('every importer', () => {
  test.each(CASES)('$importer reads $fixture, made after $after', async ({ fixture, importer, baseUrl, skipped = {}, entries }) => {
    const reading = await readFiles(importer, fixtureFiles(fixture), undefined, baseUrl ?? null);
    expect(linesOf(reading)).toEqual(entries);
    expect(Object.fromEntries(reading.skipped)).toEqual(skipped);
  });

  test.each(CASES)('$fixture is recognised by its content, by $importer first', async ({ fixture, importer }) => {
    const sample = { ...sampleOf(fixture) };
    const recognising: string[] = [];
    for (const { name, load } of IMPORTERS) if ((await load()).recognises(sample)) recognising.push(name);
    expect(recognising[0]).toBe(importer);
  });

  test.each(IMPORTERS.map(({ name }) => name))('%s is named as it is registered, and has a fixture', async (name) => {
    expect((await importerNamed(name)).name).toBe(name);
    expect(CASES.map(({ importer }) => importer)).toContain(name);
  });
});
