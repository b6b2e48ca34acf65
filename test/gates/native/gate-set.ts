/** A whole gate file, and pieces of it replaced. */
export const gateSet = (...replacements: readonly (readonly [from: string, to: string])[]): string => {
  let text = GATE_SET;
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`the gate file does not hold "${from}"`);
    text = text.replace(from, to);
  }
  return text;
};

const GATE_SET = `apiVersion: gates/v1alpha1
kind: GateSet
metadata: { name: ranker, owner: "team:search", environment: production }
paidFor:
  - { incident: INC-14, action: AI-3, unit: promotion/ndcg, replay: { value: 0.388, sampleSize: 21000 } }
spec:
  promotion:
    # gate: ranking-quality
    - { id: ndcg, metric: ndcg_at_10, source: { file: reports/eval.json, pointer: /ndcg }, op: gte, threshold: 0.412, baseline: { ref: incumbent, minAbsoluteChange: -0.002, greaterIsBetter: true }, minSampleSize: 20000 }
    - { id: p99, metric: latency_p99, unit: ms, op: lte, threshold: 180 }
    - { id: rss, metric: peak_rss, unit: MiB, op: lte, threshold: 6144 }
    - { id: drift, metric: psi_max, op: lt, threshold: 0.2, lookbackWindow: 7d }
  canary:
    traffic: { stepWeights: [1, 5, 25], maxWeight: 25, mirror: true }
    compare:
      inputs: overlapping
      joinKey: request_id
      minOverlap: 4
      divergence: [{ id: top1, metric: top1_disagreement_rate, op: lte, threshold: 0.25, slices: [locale] }]
    analysis: { initialDelay: 5m, interval: 1m, count: 2, failureLimit: 0, consecutiveErrorLimit: 0 }
    onBreach: rollback
  rollback:
    automatic: true
    signals:
      - { id: err, metric: error_rate, op: gt, threshold: 0.02, for: 2m }
      - { id: empty, metric: empty_result_rate, op: gt, threshold: 0.005, for: 1m, onNoData: halt }
    maxRecoveryTime: 5m
    rehearsal: { cadence: 30d, lastRehearsed: 2026-11-02, measuredRecoveryTime: 3m40s, evidence: drills/2026-11-02.md }
  rollout:
    batches: [1, 2, rest]
    maxStragglers: 1
    coverage: { records: "verify/*.json", require: 0.75, declared: targets.txt }
  soak: { bakeTime: 24h, minRequests: 1000 }
  override: { policy: break-glass, approvers: ["@ada", "@ben", "@cleo"], minApprovers: 2, expiresAfter: 4h, audit: { log: overrides.jsonl, require: [who, when, reason, gate], reviewWithin: 72h } }
`;
