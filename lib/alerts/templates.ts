/** The usual rules. Those of the installation are made when it is set up; all can be chosen from when making one. */
import { type RuleDocument, ruleDocumentSchema, type Signal } from './rule-schemas.ts';

export interface RuleTemplate {
  slug: string;
  name: string;
  /** Made when Slipway is set up, over all endpoints. */
  byDefault: boolean;
  document: RuleDocument;
}

type Settings = Partial<Omit<RuleDocument, 'signal'>> & { signal: SignalInput };
type SignalInput = Signal extends infer One ? One : never;

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3600;

function template(slug: string, name: string, settings: Settings, byDefault = true): RuleTemplate {
  return { slug, name, byDefault, document: ruleDocumentSchema.parse(settings) };
}

const perEndpoint = { traffic: 'live', groupBy: 'endpoint' } as const;

/**
 * Minimum counts keep a quiet installation quiet: with fewer requests one failure is a large share of them, and says nothing.
 */
export const ruleTemplates: readonly RuleTemplate[] = [
  template('error-rate', 'Error rate is high', {
    description: 'More than one request in twenty fails.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'error_rate', aggregation: 'value' },
      windowSeconds: minutes(5),
      condition: { kind: 'above', threshold: 0.05 },
    },
    severity: 'critical',
    pendingSeconds: 60,
    minCount: 20,
  }),
  template('slow-answers', 'Answers are slow', {
    description: 'One answer in twenty takes longer than fifteen seconds.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'latency', aggregation: 'p95' },
      windowSeconds: minutes(10),
      condition: { kind: 'above', threshold: 15_000 },
    },
    pendingSeconds: minutes(2),
    minCount: 20,
  }),
  template('slower-than-usual', 'Answers are slower than usual', {
    description: 'P95 of latency is far from what it was at this hour of past weeks.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'latency', aggregation: 'p95' },
      windowSeconds: minutes(15),
      condition: { kind: 'anomaly', direction: 'up', score: 5, weeks: 4, minWeeks: 2 },
    },
    intervalSeconds: 60,
    pendingSeconds: minutes(5),
    minCount: 50,
  }),
  template('burn-rate', 'Error budget burns too fast', {
    description: 'An objective loses 2 % of a month’s budget in an hour, or 5 % in six.',
    signal: {
      kind: 'burn_rate',
      objective: null,
      windows: [
        { burn: 14.4, longSeconds: hours(1), shortSeconds: minutes(5) },
        { burn: 6, longSeconds: hours(6), shortSeconds: minutes(30) },
      ],
    },
    severity: 'critical',
    intervalSeconds: 60,
    minCount: 50,
  }),
  // The workbook wakes nobody for this one: there are days to act in.
  template('slow-burn', 'Error budget is being used up', {
    description: 'An objective loses 10 % of a month’s budget in three days: at this rate it will be missed.',
    signal: {
      kind: 'burn_rate',
      objective: null,
      windows: [{ burn: 1, longSeconds: hours(72), shortSeconds: hours(6) }],
    },
    intervalSeconds: 300,
    minCount: 50,
  }),
  template('declined-jump', 'More questions are declined', {
    description: 'The documents hold no answer to many more questions than at this hour of past weeks.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'declined_rate', aggregation: 'value' },
      windowSeconds: minutes(30),
      condition: { kind: 'anomaly', direction: 'up', score: 5, weeks: 4, minWeeks: 2 },
    },
    intervalSeconds: 60,
    pendingSeconds: minutes(5),
    minCount: 50,
  }),
  template('satisfaction-drop', 'Satisfaction drops', {
    description: 'Fewer answers are rated good than in the day before, by a fifth.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'satisfaction', aggregation: 'value' },
      windowSeconds: hours(24),
      condition: { kind: 'change', direction: 'down', by: 0.2, against: 'previous', weeks: 4 },
    },
    intervalSeconds: 300,
    minCount: 20,
  }),
  template('cost-jump', 'Answers cost more', {
    description: 'A request costs half more than at this hour of past weeks.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'cost_per_request', aggregation: 'value' },
      windowSeconds: hours(1),
      condition: { kind: 'change', direction: 'up', by: 0.5, against: 'past_weeks', weeks: 4 },
    },
    intervalSeconds: 60,
    pendingSeconds: minutes(5),
    minCount: 50,
  }),
  template('refusals', 'Requests are turned away', {
    description: 'Limits or access turn away more than one request in five.',
    signal: {
      kind: 'metric',
      expression: { ...perEndpoint, metric: 'refused_rate', aggregation: 'value' },
      windowSeconds: minutes(10),
      condition: { kind: 'above', threshold: 0.2 },
    },
    pendingSeconds: minutes(2),
    minCount: 50,
  }),
  template('queue-stuck', 'Background work is stuck', {
    description: 'More than a thousand jobs wait in a queue.',
    signal: {
      kind: 'metric',
      expression: { metric: 'queue_depth', aggregation: 'min', traffic: 'live', groupBy: 'subject' },
      windowSeconds: minutes(10),
      condition: { kind: 'above', threshold: 1000 },
    },
    pendingSeconds: minutes(5),
  }),
  template('drift', 'A column drifts', {
    description: 'A monitor’s verdict on a column is drift.',
    signal: {
      kind: 'metric',
      expression: { metric: 'drifting', aggregation: 'last', traffic: 'live', groupBy: 'subject' },
      windowSeconds: hours(24),
      condition: { kind: 'above', threshold: 0.5 },
    },
    severity: 'info',
    intervalSeconds: 300,
    repeatSeconds: 0,
    noData: 'keep',
  }),
  template('health-check', 'A health check fails', {
    description: 'Every run of a health check within fifteen minutes failed.',
    signal: {
      kind: 'metric',
      expression: { metric: 'health_up', aggregation: 'max', traffic: 'live', groupBy: 'subject' },
      windowSeconds: minutes(15),
      condition: { kind: 'below', threshold: 0.5 },
    },
    severity: 'critical',
    intervalSeconds: 60,
  }),
  template(
    'version-regression',
    'A version fails more',
    {
      description: 'More than one request in twenty of one version fails.',
      signal: {
        kind: 'metric',
        expression: { traffic: 'live', metric: 'error_rate', aggregation: 'value', groupBy: 'version' },
        windowSeconds: minutes(5),
        condition: { kind: 'above', threshold: 0.05 },
      },
      severity: 'critical',
      minCount: 20,
    },
    false,
  ),
  template(
    'silent-endpoint',
    'Nobody asks any more',
    {
      description: 'No request arrived for an hour.',
      signal: {
        kind: 'metric',
        expression: { traffic: 'live', metric: 'requests', aggregation: 'sum' },
        windowSeconds: hours(1),
        condition: { kind: 'below', threshold: 1 },
      },
      noData: 'alert',
    },
    false,
  ),
];
