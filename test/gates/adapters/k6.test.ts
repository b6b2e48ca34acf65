import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/k6.ts';
import { conditionsIn, rulesBetween, unitOf } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const script = (thresholds: string, more = ''): Texts => ({
  'load/checkout.js': `import http from 'k6/http';\nimport { shared } from './limits.js';\nconst LIMIT = 250;\nexport const options = { vus: 50, duration: '5m', ${more} thresholds: ${thresholds} };\nexport default function () { http.get('https://example.test'); }\n`,
  'load/limits.js': "export const shared = { http_req_failed: ['rate<0.01'] };\n",
});
test('expressions, constants, imports and tags', () => {
  expect(conditionsIn(adapter, script("{ ...shared, http_req_duration: ['p(95)<' + LIMIT * 2, { threshold: 'p(99) <= 900', abortOnFail: true }], 'http_req_duration{page:cart}': ['avg<100'], checks: ['rate>0.95'], orders: ['count==3'], x: [limit()] }"))).toEqual([
    'options/http_req_failed/rate: http_req_failed rate gte 0.01',
    'options/http_req_duration/p(95): http_req_duration p(95) gte 500',
    'options/http_req_duration/p(99): http_req_duration p(99) gt 900',
    'options/http_req_duration{page:cart}/avg: http_req_duration{page:cart} avg gte 100',
    'options/checks/rate: checks rate lte 0.95',
    'options/orders/count: orders count ne 3',
  ]);
});
test('what cannot be followed says why', () => {
  expect(unitOf(adapter, script('{ x: [limit()] }')).opaque).toBe('only running limit() tells');
  expect(unitOf(adapter, { 'load/a.js': "import { t } from 'somewhere';\nimport 'k6';\nexport const options = { thresholds: t };\n" }).opaque).toContain('imported from "somewhere"');
});
test.each([
  ["{ a: ['p(95)<500'] }", "{ a: ['p(95)<700'] }", ['threshold-loosened']],
  ["{ a: ['rate>0.99'] }", "{ a: ['rate>0.9'] }", ['threshold-loosened']],
  ["{ a: [{ threshold: 'avg<5', abortOnFail: true }] }", "{ a: ['avg<5'] }", ['consequence-downgraded']],
])('%s → %s', (before, after, expected) => {
  expect(rulesBetween(adapter, script(before), script(after))).toEqual(expected);
});
test('less load proves less', () => {
  expect(rulesBetween(adapter, script("{ a: ['avg<5'] }"), { ...script("{ a: ['avg<5'] }"), 'load/checkout.js': (script("{ a: ['avg<5'] }")['load/checkout.js'] ?? '').replace('vus: 50', 'vus: 5') })).toEqual(['sampling-reduced']);
});
