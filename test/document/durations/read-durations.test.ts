import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLengths, parseLength } from '../../../src/document/durations/length.ts';
import { readParts } from '../read.ts';

const minutes = (text: string): number[] => readParts(`# x\n\n${text}\n`).durations.map((duration) => Math.round(duration.minutes));

describe('stated durations', () => {
  it.each<[text: string, expected: number[]]>([
    ['**Duration:** 21:45 to 23:28 UTC (103 minutes)', [103]],
    ['**Duration:** 22:30 UTC on October 29 to 05:39 UTC on October 30 (7 hours 9 minutes)', [429]],
    ['**Duration:** ~6 days (Feb 21 merge -> Feb 27 fix)', [8640]],
    ['- Time to detection: 19 hours 43 minutes.', [1183]],
    ['- Time to recovery: 279 minutes [^3]', [279]],
    ['- **Time to repair**: 673h 34m', [40_414]],
    ['- Time to detect: 2d 1h 29m', [2969]],
    ['The site was unavailable for eleven minutes.', [11]],
    ['It was offline for around 2 hours and slow for 2h 10m.', [120, 130]],
    ['We were down for two and a half hours.', [150]],
    ['It took close to half an hour.', [30]],
    ['~1hr of total downtime and ~4 hours of diminished capacity', [60, 240]],
    ['periodic outages of 10-30 minutes', [30]],
    ['| 影響時間 | 約 7 時間 21 分（失効から） |\n|---|---|', [441]],
    ['停止は2日16時間30分に及んだ。', [3870]],
    ['- 影响时长：45分钟', [45]],
    ['Users could not list items during 5 hours.', [300]],
    ['Data was stale for up to 6 hours.', [360]],
    ['Der Ausfall dauerte 45 Minuten.', [45]],
    ['Tjenesten var nede i 35 minutter.', [35]],
    ['PagerDuty fired 47 min into the incident.', [47]],
    ['**Duration**: 26+ hours', [1560]],
    ['MTTD: 0:07', [7]],
    ['- **Time to recovery:** 4:30 (working hours not counted)', [270]],
    ['# 12-day silent outage of the mail relay', [17_280]],
    ['Durante 14 días los pagos fallaron.', [20_160]],
    ['- **Tiempo desde el despliegue hasta la detección:** 3 horas', [180]],
    ['La panne a été visible pendant 45 minutes.', [45]],
    ['## Metrics\n\n| Metric | Time |\n|---|---|\n| Time To Detect | 9 minutes |\n| Total Downtime | 1 hour, 2 minutes |', [9, 62]],
  ])('%s', (text, expected) => {
    expect(minutes(text)).toEqual(expected);
  });

  it.each([
    'We raised the timeout to 30 seconds and the cache to 10 minutes.', 'The job runs every 5 minutes.', 'Logs are kept with a retention of 30 days.', 'errors in the last 2 min', 'It returned 500s and 422s.',
    'A deployment usually takes 10 minutes.', 'You have 90 days to pay.', '`sleep 10 minutes` for 5', 'The alert has a window of 15 minutes.', 'The alert held for ten minutes at any error ratio.', 'The alert waited ten minutes.', '15時20分に再起動', '3月5日に発生', 'It ran cleanly for 57 days.', 'in a second pull request',
    'The certificate has a validity of 24 hours.', 'We have a response target of 15 minutes.', 'A 5 minute alert window was set.', 'Certificates were renewed 30 days before expiry.', 'The last incident lasted 3 hours.', 'Next time we want to notice it in 5 minutes.',
    'The proxy drains for 10 minutes.', '有効期間は24時間である。', '約1分後に再試行する。',
    'We had 30 days to appeal.', 'Backups are retained for 30 days.', 'Our timeout is 10 minutes (long!).', 'An alert fires when no pod starts for >30m.', 'Nothing was logged in the 30 days prior to the release.',
    'A loan of another 750M was granted.', 'The pool gave back only 92.3m.', 'Reverted in 2d1d9d9', 'They proposed a 1 hour read-only maintenance.', '(2 week follow-up for remaining items)', 'Time to recovery: 17:20 UTC', 'TTR: 14:02 - 14:30',
  ])('none in: %s', (text) => {
    expect(minutes(text)).toEqual([]);
  });

  it.each<[text: string, of: string]>([
    ['## Detection\n\nThe pager rang 13 minutes after the first error.', 'detect'],
    ['The alert on failing handshakes fired after 9 minutes.', 'detect'],
    ['## Summary\n\nCheckout in Europe timed out for 47 minutes.', 'impact'],
    ['The site was unavailable for eleven minutes.', 'impact'],
    ['It took 20 minutes to find the runbook.', 'other'],
    ['**MTTR (detection to fix):** 70 minutes', 'resolve'],
  ])('%s measures %s', (text, of) => {
    expect(readParts(`# x\n\n${text}\n`).durations.map((duration) => duration.of)).toEqual([of]);
  });

  it.each<[text: string, from: string, to: string]>([
    ['The API was down for about 3 hours, from 15:30 to 18:10 UTC.', '15:30', '18:10'],
    ['Errors lasted 13 minutes, between 12:17 and 12:30.', '12:17', '12:30'],
    ['It was unavailable from 2026-06-11 20:18 (UTC) until the 2026-06-12 03:45 (UTC), a total outage of 7 hours 27 minutes.', '20:18', '03:45'],
  ])('%s lies between two clocks', (text, from, to) => {
    expect(readParts(`# x\n\n${text}\n`).durations).toMatchObject([{ from, to }]);
  });

  it('says what is measured, how exactly, and between which times', () => {
    const [first, second, third] = readParts(
      '# x\n\n**Duration:** ~58 min (23:50Z deployment → 00:48Z rollback)\n\n- **Time to resolve**: 7h (during support hours 10:00-17:00)\n- Time to detection: 1h 5m\n',
    ).durations;
    expect(first).toMatchObject({ of: 'impact', minutes: 58, approximate: true, resolution: 1, from: '23:50Z', to: '00:48', written: '58 min' });
    expect(second).toMatchObject({ of: 'resolve', qualifier: 'working-hours', resolution: 60 });
    expect(third).toMatchObject({ of: 'detect', approximate: false, resolution: 1 });
  });

  it('skips plans and code', () => {
    expect(minutes('```\nfor 10 minutes\n```\n\n## Action items\n\n- Alert when it is down for 10 minutes\n')).toEqual([]);
  });
});

describe('lengths', () => {
  it('reads what it prints', () => {
    fc.assert(fc.property(fc.nat(60), fc.nat(23), fc.nat(59), (days, hours, mins) => {
      const total = days * 1440 + hours * 60 + mins;
      expect(parseLength(`${days}d ${hours}h ${mins}m`)?.minutes).toBe(total);
      expect(parseLength(`${days} days, ${hours} hours and ${mins} minutes`)?.minutes).toBe(total);
    }));
  });

  it('never throws and stays within the text', () => {
    const pieces = fc.constantFrom('1', '10', 'h', ' min', 'hours', 'half an hour', ' and ', '日', '時間', 'a ', 'two', '-', '~', '\n', 's');
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const { start, end, minutes: length } of findLengths(text)) {
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(Number.isFinite(length)).toBe(true);
      }
    }));
  });
});
