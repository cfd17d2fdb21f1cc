/** The usual rules. Those of the installation are made when it is set up; all can be chosen from when making one. */
import type { Aggregation, MetricName } from '../monitoring/schemas.ts';
import { type Condition, type RuleDocument, ruleDocumentSchema, type Signal } from './rule-schemas.ts';

export interface RuleTemplate {
  slug: string;
  name: string;
  /** Made when Slipway is set up, over all endpoints. */
  byDefault: boolean;
  document: RuleDocument;
}

type MetricSignalInput = Extract<Signal, { kind: 'metric' }>;
type Settings = Partial<Omit<RuleDocument, 'signal'>> & { signal: Signal };

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3600;

function template(slug: string, name: string, settings: Settings, byDefault = true): RuleTemplate {
  return { slug, name, byDefault, document: ruleDocumentSchema.parse(settings) };
}

/** A metric of live traffic, of each endpoint by itself unless told otherwise; null for all together. */
function metric(
  [name, aggregation]: [MetricName, Aggregation],
  windowSeconds: number,
  condition: Condition,
  groupBy: 'endpoint' | 'version' | 'subject' | null = 'endpoint',
): MetricSignalInput {
  const expression = {
    ...{ metric: name, aggregation, traffic: 'live' as const },
    ...(groupBy !== null && { groupBy }),
  };
  return { kind: 'metric', expression, windowSeconds, condition };
}

const above = (threshold: number): Condition => ({ kind: 'above', threshold });
const below = (threshold: number): Condition => ({ kind: 'below', threshold });
const unusuallyHigh: Condition = { kind: 'anomaly', direction: 'up', score: 5, weeks: 4, minWeeks: 2 };

/**
 * Minimum counts keep a quiet installation quiet: with fewer requests one failure is a large share of them, and says nothing.
 */
export const ruleTemplates: readonly RuleTemplate[] = [
  template('error-rate', 'Error rate is high', {
    description: 'More than one request in twenty fails.',
    signal: metric(['error_rate', 'value'], minutes(5), above(0.05)),
    severity: 'critical',
    pendingSeconds: 60,
    minCount: 20,
  }),
  template('slow-answers', 'Answers are slow', {
    description: 'One answer in twenty takes longer than fifteen seconds.',
    signal: metric(['latency', 'p95'], minutes(10), above(15_000)),
    pendingSeconds: minutes(2),
    minCount: 20,
  }),
  template('slower-than-usual', 'Answers are slower than usual', {
    description: 'P95 of latency is far from what it was at this hour of past weeks.',
    signal: metric(['latency', 'p95'], minutes(15), unusuallyHigh),
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
    signal: metric(['declined_rate', 'value'], minutes(30), unusuallyHigh),
    intervalSeconds: 60,
    pendingSeconds: minutes(5),
    minCount: 50,
  }),
  template('satisfaction-drop', 'Satisfaction drops', {
    description: 'Fewer answers are rated good than in the day before, by a fifth.',
    signal: metric(['satisfaction', 'value'], hours(24), {
      kind: 'change',
      direction: 'down',
      by: 0.2,
      against: 'previous',
      weeks: 4,
    }),
    intervalSeconds: 300,
    minCount: 20,
  }),
  template('cost-jump', 'Answers cost more', {
    description: 'A request costs half more than at this hour of past weeks.',
    signal: metric(['cost_per_request', 'value'], hours(1), {
      kind: 'change',
      direction: 'up',
      by: 0.5,
      against: 'past_weeks',
      weeks: 4,
    }),
    intervalSeconds: 60,
    pendingSeconds: minutes(5),
    minCount: 50,
  }),
  template('refusals', 'Requests are turned away', {
    description: 'Limits or access turn away more than one request in five.',
    signal: metric(['refused_rate', 'value'], minutes(10), above(0.2)),
    pendingSeconds: minutes(2),
    minCount: 50,
  }),
  template('queue-stuck', 'Background work is stuck', {
    description: 'More than a thousand jobs wait in a queue.',
    signal: metric(['queue_depth', 'min'], minutes(10), above(1000), 'subject'),
    pendingSeconds: minutes(5),
  }),
  template('drift', 'A column drifts', {
    description: 'A monitor’s verdict on a column is drift.',
    signal: metric(['drifting', 'last'], hours(24), above(0.5), 'subject'),
    severity: 'info',
    intervalSeconds: 300,
    repeatSeconds: 0,
    noData: 'keep',
  }),
  template('health-check', 'A health check fails', {
    description: 'Every run of a health check within fifteen minutes failed.',
    signal: metric(['health_up', 'max'], minutes(15), below(0.5), 'subject'),
    severity: 'critical',
    intervalSeconds: 60,
  }),
  template(
    'version-regression',
    'A version fails more',
    {
      description: 'More than one request in twenty of one version fails.',
      signal: metric(['error_rate', 'value'], minutes(5), above(0.05), 'version'),
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
      signal: metric(['requests', 'sum'], hours(1), below(1), null),
      noData: 'alert',
    },
    false,
  ),
];
