import type { Finding, Range, Severity } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Report, Reporter } from './define-reporter.ts';
import { gravestFirst } from './order.ts';
import { toJson } from '../record/json.ts';

/** GitHub takes at most 25,000 results of a run and 10 tags of a rule are shown (docs.github.com, "SARIF results exceed one or more limits"). */
const MAX_RESULTS = 25_000;

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** Text for `message.text`, where `[words](place)` would be a link and `{0}` a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6). */
const messageText = (text: string): string => neutralise(text).replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/\{(\d+)\}/g, '{{$1}}');

/** A lone surrogate, which no file name on a sane system holds, has no URI. */
const uri = (path: string): string => path.replace(/\p{Cs}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');

const region = (range: Range) => ({
  startLine: range.start.line,
  startColumn: range.start.column,
  endLine: range.end.line,
  endColumn: range.end.column,
});

const location = (path: string, range: Range, message?: string) => ({
  ...(message !== undefined && { message: { text: messageText(message) } }),
  physicalLocation: { artifactLocation: { uri: uri(path), uriBaseId: '%SRCROOT%' }, region: region(range) },
});

const fixes = (finding: Finding) =>
  finding.fix && {
    fixes: [
      {
        description: { text: messageText(finding.fix.description) },
        artifactChanges: [
          {
            artifactLocation: { uri: uri(finding.path), uriBaseId: '%SRCROOT%' },
            replacements: finding.fix.edits.map((edit) => ({
              deletedRegion: { charOffset: edit.start, charLength: edit.end - edit.start },
              insertedContent: { text: edit.text },
            })),
          },
        ],
      },
    ],
  };

const result = (finding: Finding, ruleIndex: number | undefined, comparesWithBaseline: boolean) => ({
  ruleId: finding.rule,
  ...(ruleIndex !== undefined && { ruleIndex }),
  level: LEVEL[finding.severity],
  message: { text: messageText(finding.suggestion === null ? finding.message : `${finding.message}. ${finding.suggestion}`) },
  locations: [location(finding.path, finding.range)],
  ...(finding.related.length > 0 && {
    relatedLocations: finding.related.map((place, index) => ({ id: index, ...location(place.path, place.range, place.message) })),
  }),
  partialFingerprints: { primaryLocationLineHash: `${finding.fingerprint}:1` },
  ...(comparesWithBaseline && { baselineState: finding.known ? 'unchanged' : 'new' }),
  ...(finding.suppressed && {
    suppressions: [
      {
        kind: 'inSource',
        status: 'accepted',
        justification: messageText(finding.suppressed.until === null ? finding.suppressed.reason : `${finding.suppressed.reason} (until ${finding.suppressed.until})`),
      },
    ],
  }),
  ...fixes(finding),
});

const rule = (rule: Report['rules'][number]) => ({
  id: rule.id,
  name: rule.id.split(/[/-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
  shortDescription: { text: messageText(rule.summary) },
  fullDescription: { text: messageText(rule.why) },
  help: { text: messageText(rule.fix) },
  defaultConfiguration: { level: LEVEL[rule.severity] },
  properties: { tags: [rule.id.split('/')[0] ?? rule.id] },
});

/** SARIF 2.1.0: suppressed and known findings are marked, not dropped; the gravest 25,000 results are kept. */
export const reportSarif: Reporter = (report) => {
  const ruleIndexes = new Map(report.rules.map(({ id }, index) => [id, index]));
  const comparesWithBaseline = report.counts.known > 0;
  const kept = report.findings.length > MAX_RESULTS ? gravestFirst(report.findings).slice(0, MAX_RESULTS) : report.findings;
  const notifications = [
    ...report.failed.map(({ path, reason }) => ({
      level: 'error',
      message: { text: messageText(`${path} ${reason}`) },
      locations: [{ physicalLocation: { artifactLocation: { uri: uri(path), uriBaseId: '%SRCROOT%' } } }],
    })),
    ...(kept.length < report.findings.length
      ? [{ level: 'warning', message: { text: `${report.findings.length - kept.length} of ${report.findings.length} results are left out: a run holds at most ${MAX_RESULTS}` } }]
      : []),
  ];
  return `${toJson(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'postmortem-kit',
              version: report.version,
              semanticVersion: report.version,
              informationUri: 'https://www.npmjs.com/package/postmortem-kit',
              rules: report.rules.map(rule),
            },
          },
          columnKind: 'utf16CodeUnits',
          invocations: [{ executionSuccessful: report.failed.length === 0, ...(notifications.length > 0 && { toolExecutionNotifications: notifications }) }],
          artifacts: report.checked.map((path) => ({ location: { uri: uri(path), uriBaseId: '%SRCROOT%' } })),
          results: kept.map((finding) => result(finding, ruleIndexes.get(finding.rule), comparesWithBaseline)),
        },
      ],
    },
    2,
  )}\n`;
};
