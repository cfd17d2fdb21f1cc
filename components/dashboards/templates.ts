/** Dashboards to begin with. Pure. */
import type { DashboardInput, Panel, PanelKind, PanelWidth } from '#lib/dashboards/schemas.ts';
import type { Aggregation, Dimension, MetricName } from '#lib/monitoring/schemas.ts';

export interface Template {
  key: string;
  name: string;
  /** What it answers. */
  description: string;
  /** What it needs that not everybody has. */
  needs?: 'telemetry.read';
  panels: Panel[];
}

type More = { by?: Dimension; title?: string; threshold?: number };

function panel(
  kind: PanelKind,
  width: PanelWidth,
  metric: MetricName,
  aggregation: Aggregation,
  { by, title = '', threshold }: More = {},
): Omit<Panel, 'id'> {
  return {
    title,
    expression: {
      metric,
      aggregation,
      traffic: 'live',
      ...(by && { groupBy: by }),
      ...(threshold !== undefined && { threshold }),
    },
    kind,
    width,
  };
}

function template(key: string, name: string, description: string, panels: Omit<Panel, 'id'>[]): Template {
  return {
    key,
    name,
    description,
    panels: panels.map((one, index) => ({ id: `${key}-${index + 1}`, ...one })),
  };
}

export const templates: readonly Template[] = [
  template('latency', 'Latency', 'How long do people wait, and at which stage?', [
    panel('number', 'third', 'latency', 'p95'),
    panel('number', 'third', 'first_token', 'p95'),
    panel('number', 'third', 'latency', 'share_at_most', { threshold: 5000 }),
    panel('line', 'full', 'latency', 'p95', { by: 'endpoint', title: 'Latency P95 by endpoint' }),
    panel('line', 'half', 'retrieve', 'p95'),
    panel('line', 'half', 'generate', 'p95'),
    panel('line', 'half', 'queue', 'p95'),
    panel('line', 'half', 'output_speed', 'p50'),
  ]),
  template('cost', 'Cost', 'What does it cost, and what is it spent on?', [
    panel('number', 'third', 'cost', 'sum'),
    panel('number', 'third', 'cost_per_request', 'value'),
    panel('number', 'third', 'cost_per_helpful_answer', 'value'),
    panel('bar', 'full', 'cost', 'sum', { by: 'model', title: 'Cost by model' }),
    panel('table', 'half', 'cost', 'sum', { by: 'endpoint', title: 'Cost by endpoint' }),
    panel('line', 'half', 'request_cost', 'p95'),
    panel('bar', 'half', 'input_tokens', 'sum'),
    panel('bar', 'half', 'output_tokens', 'sum'),
  ]),
  template('quality', 'Quality', 'Are the answers any good?', [
    panel('number', 'third', 'satisfaction', 'value'),
    panel('number', 'third', 'declined_rate', 'value'),
    panel('number', 'third', 'support_rate', 'value'),
    panel('line', 'full', 'satisfaction', 'value', { by: 'version', title: 'Satisfaction by version' }),
    panel('line', 'half', 'retrieval_score', 'p50'),
    panel('bar', 'half', 'feedback_reasons', 'sum', { by: 'subject', title: 'Why answers were disliked' }),
    panel('line', 'half', 'declined_rate', 'value', { by: 'endpoint', title: 'Declined by endpoint' }),
    panel('table', 'half', 'languages', 'sum', { by: 'subject', title: 'Languages asked in' }),
  ]),
  {
    ...template('resources', 'Resources', 'Does the machine keep up?', [
      panel('line', 'half', 'process_cpu', 'mean', { by: 'subject', title: 'CPU by process' }),
      panel('line', 'half', 'process_memory', 'max', { by: 'subject', title: 'Memory by process' }),
      panel('line', 'half', 'event_loop_delay', 'max', {
        by: 'subject',
        title: 'Event-loop delay by process',
      }),
      panel('line', 'half', 'queue_depth', 'max', { by: 'subject', title: 'Jobs waiting by queue' }),
      panel('line', 'half', 'database_size', 'last'),
      panel('line', 'half', 'index_size', 'last', { by: 'subject', title: 'Index size by knowledge base' }),
    ]),
    needs: 'telemetry.read',
  },
];

export function inputOf({ name, description, panels }: Template): DashboardInput {
  return { name, description, panels, visibility: 'private', defaultRange: '24h' };
}
