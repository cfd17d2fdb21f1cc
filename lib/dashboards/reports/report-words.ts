/** What a report says, in words and numbers that the letter and the PDF share. Pure. */
import {
  formatCount,
  formatDuration,
  formatGoodShare,
  formatMoney,
  formatPercent,
  formatTarget,
} from '../../client/format.ts';
import type { MeasuredObjective } from '../../objectives/schemas.ts';
import { budgetSum, periodWords } from '../overview/verdict.ts';
import type { Overview, OverviewFigures } from '../overview-schemas.ts';
import type { ReportScope } from './report-content.ts';

export interface FigureLine {
  label: string;
  value: string;
  /** What it rests on, or how it was before. */
  note: string;
}

const none = '–';

const orNone = <T>(value: T | null, format: (value: T) => string) => (value === null ? none : format(value));

function before<T>(value: T | null, format: (value: T) => string): string {
  return value === null ? 'nothing before' : `${format(value)} before`;
}

export function figureLines({ now, previous, budgets }: Overview): FigureLine[] {
  const fine = ({ errorRate }: OverviewFigures) => (errorRate === null ? null : 1 - errorRate);
  const budget = budgetSum(budgets);
  return [
    { label: 'Requests', value: formatCount(now.requests), note: before(previous.requests, formatCount) },
    {
      label: 'Without errors',
      value: orNone(fine(now), formatGoodShare),
      note: before(fine(previous), formatGoodShare),
    },
    {
      label: 'Latency P95',
      value: orNone(now.p95, formatDuration),
      note: before(previous.p95, formatDuration),
    },
    { label: 'Satisfaction', ...satisfactionOf(now) },
    {
      label: 'Declined',
      value: orNone(now.declinedRate, formatPercent),
      note: `${formatCount(now.declined)} questions`,
    },
    { label: 'Cost', value: formatMoney(now.spent), note: before(previous.spent, formatMoney) },
    {
      label: 'Cost per helpful answer',
      value: orNone(now.perHelpful, formatMoney),
      note: before(previous.perHelpful, formatMoney),
    },
    {
      label: 'Budget',
      value: budget === null ? none : `${formatMoney(budget.used)} of ${formatMoney(budget.amount)}`,
      note: budget === null ? 'no budget is set' : `used ${periodWords[budget.period]}`,
    },
  ];
}

function satisfactionOf({ satisfaction }: OverviewFigures): Omit<FigureLine, 'label'> {
  if (satisfaction === null) return { value: none, note: 'no ratings' };
  const { value, low, high, ratings } = satisfaction;
  const interval = `${formatPercent(low)} – ${formatPercent(high)}`;
  return { value: formatPercent(value), note: `${interval}, ${formatCount(ratings)} ratings` };
}

const stateWords = {
  met: 'Met',
  'at-risk': 'At risk',
  missed: 'Missed',
  unknown: 'Nothing measured',
} as const;

export interface ObjectiveLine {
  name: string;
  endpoint: string;
  target: string;
  value: string;
  left: string;
  state: string;
}

export function objectiveLine({
  name,
  endpoint,
  kind,
  target,
  thresholdMs,
  status,
}: MeasuredObjective): ObjectiveLine {
  return {
    name,
    endpoint,
    target: `${formatTarget(target)} ${promised(kind, thresholdMs)}`,
    value: orNone(status.value, formatGoodShare),
    left: orNone(status.budgetLeft, leftWords),
    state: stateWords[status.state],
  };
}

const promises = {
  availability: 'without errors',
  satisfaction: 'thumbs up',
  groundedness: 'supported by a passage',
} as const;

function promised(kind: MeasuredObjective['kind'], thresholdMs: number | null): string {
  return kind === 'latency' ? `within ${formatDuration(thresholdMs ?? 0)}` : promises[kind];
}

/** A budget that is overdrawn is below nothing. */
function leftWords(left: number): string {
  return left < 0 ? `−${formatPercent(-left)}` : formatPercent(left);
}

/** "20 Nov 2026, 08:00". */
export function momentWords(at: Date, { timeZone }: Pick<ReportScope, 'timeZone'>): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);
}

/** "20 Nov 2026, 08:00 – 21 Nov 2026, 08:00 (Europe/Berlin)". */
export function rangeWords(scope: ReportScope): string {
  return `${momentWords(scope.from, scope)} – ${momentWords(scope.to, scope)} (${scope.timeZone})`;
}

export function scopeWords({ endpoint, environment }: ReportScope): string {
  if (endpoint !== undefined) return endpoint;
  return environment === undefined ? 'Everything that is served' : `Everything in ${environment}`;
}
