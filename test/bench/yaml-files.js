import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const repeat = (times, make) => Array.from({ length: times }, (_, index) => make(index)).join('');

/** Sorts of YAML files as a repository has them, with the share of each in twenty: most hold no gate. */
const SORTS = [
  { share: 2, path: (n) => `.github/workflows/service-${n}.yml`, text: workflow },
  { share: 3, path: (n) => `monitoring/alerts/service-${n}.yaml`, text: alerts },
  { share: 1, path: (n) => `deploy/analysis/service-${n}.yaml`, text: analysis },
  { share: 1, path: (n) => `policies/policy-${n}.yaml`, text: policy },
  { share: 6, path: (n) => `deploy/services/service-${n}/deployment.yaml`, text: deployment },
  { share: 3, path: (n) => `deploy/services/service-${n}/values.yaml`, text: values },
  { share: 2, path: (n) => `charts/service-${n}/templates/config.yaml`, text: template },
  { share: 2, path: (n) => `locales/part-${n}.yml`, text: messages },
];

function workflow(n) {
  return `name: service ${n}
on:
  pull_request:
    branches: [main]
    paths: ['services/${n}/**']
  push:
    branches: [main]
jobs:
${repeat(3, (job) => `  job-${job}:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
      - name: Install
        run: npm ci
      - name: Test part ${job}
        run: npm test -- --part ${job} --service ${n}
`)}`;
}

function alerts(n) {
  return `groups:
  - name: service-${n}
    rules:
${repeat(5, (rule) => `      - alert: Service${n}Errors${rule}
        expr: sum(rate(http_requests_total{service="s${n}", code=~"5.."}[5m])) / sum(rate(http_requests_total{service="s${n}"}[5m])) > 0.0${rule + 1}
        for: ${rule + 2}m
        labels:
          severity: page
        annotations:
          summary: Service ${n} answers with errors
`)}`;
}

function analysis(n) {
  return `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: success-${n}
spec:
  args:
    - name: service
  metrics:
${repeat(2, (metric) => `    - name: success-${metric}
      interval: 1m
      count: 10
      failureLimit: 2
      successCondition: result[0] >= 0.9${metric}
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total{service="{{args.service}}"}[5m]))
`)}`;
}

function policy(n) {
  return `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: policy-${n}
spec:
  validationFailureAction: Enforce
  rules:
    - name: limits
      match:
        any:
          - resources:
              kinds: [Pod]
      validate:
        message: Limits are required
        pattern:
          spec:
            containers:
              - resources:
                  limits:
                    memory: "?*"
`;
}

function deployment(n) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${n}
  labels: {app: service-${n}}
spec:
  replicas: 3
  selector:
    matchLabels: {app: service-${n}}
  template:
    metadata:
      labels: {app: service-${n}}
    spec:
      containers:
        - name: main
          image: registry.example/service-${n}:1.${n}.0
          env:
${repeat(12, (index) => `            - name: SETTING_${index}
              value: "value ${index} of ${n}"
`)}          resources:
            limits: {cpu: 500m, memory: 256Mi}
---
apiVersion: v1
kind: Service
metadata:
  name: service-${n}
spec:
  selector: {app: service-${n}}
  ports:
    - port: 80
      targetPort: 8080
`;
}

function values(n) {
  return `# Values of service ${n}\nname: service-${n}\n${repeat(30, (index) => `feature${index}:\n  enabled: ${index % 2 === 0}\n  limit: ${index * n}\n`)}`;
}

function template(n) {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-${n}
data:
{{- if .Values.enabled }}
${repeat(20, (index) => `  key-${index}: {{ .Values.key${index} | quote }}\n`)}{{- end }}
`;
}

function messages(n) {
  return `en:\n  part_${n}:\n${repeat(40, (index) => `    message_${index}: "Text number ${index} of part ${n}"\n`)}`;
}

const TURNS = SORTS.flatMap((sort) => Array.from({ length: sort.share }, () => sort));

/** Writes `count` YAML files into a folder; gives their paths. */
export const writeYamlFiles = (folder, count) =>
  Array.from({ length: count }, (_, index) => {
    const sort = TURNS[index % TURNS.length];
    const path = sort.path(index);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), sort.text(index));
    return path;
  });
