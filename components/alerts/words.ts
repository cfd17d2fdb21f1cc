/** How alerts and rules are said on screens. Pure. */
import { metricLabel, unitOf } from '#components/charts/metric-units.ts';
import type { Unit } from '#components/charts/series.ts';
import type { Tone } from '#components/ui/badge.tsx';
import {
  formatBytes,
  formatDuration,
  formatMoney,
  formatPercent,
  threeDigits,
} from '#components/ui/format.ts';
import {
  type Alert,
  type AlertState,
  type BurnWindow,
  type Rule,
  type RuleDocument,
  ruleDocumentSchema,
  type Severity,
} from '#lib/alerts/schemas.ts';

type MetricSignal = Extract<RuleDocument['signal'], { kind: 'metric' }>;

export const severityWords: Record<Severity, { label: string; tone: Tone }> = {
  critical: { label: 'Critical', tone: 'bad' },
  warning: { label: 'Warning', tone: 'warn' },
  info: { label: 'Info', tone: 'info' },
};

const stateWords: Record<AlertState, { label: string; tone: Tone }> = {
  inactive: { label: 'Well', tone: 'ok' },
  pending: { label: 'Pending', tone: 'warn' },
  firing: { label: 'Firing', tone: 'bad' },
  recovering: { label: 'Recovering', tone: 'warn' },
  resolved: { label: 'Resolved', tone: 'ok' },
  no_data: { label: 'No data', tone: 'bad' },
  error: { label: 'Error', tone: 'bad' },
};

export function groupState(state: string): { label: string; tone: Tone } {
  return stateWords[state as AlertState] ?? stateWords.inactive;
}

/** How a rule stands, in a word. */
export function ruleState({ enabled, health, state }: Rule): { label: string; tone: Tone } {
  if (!enabled) return { label: 'Off', tone: 'neutral' };
  if (health === 'new') return { label: 'Not evaluated yet', tone: 'neutral' };
  if (state === 'inactive' && health === 'error') return stateWords.error;
  if (state === 'inactive' && health === 'no_data') return { label: 'Nothing measured', tone: 'neutral' };
  if (state === 'inactive' && health === 'too_few') return { label: 'Too few to tell', tone: 'neutral' };
  return groupState(state);
}

export function alertState({ state, acknowledged, silenced }: Alert): { label: string; tone: Tone } {
  if (state === 'resolved') return stateWords.resolved;
  if (silenced) return { label: 'Silenced', tone: 'neutral' };
  if (acknowledged !== null) return { label: 'Acknowledged', tone: 'info' };
  return stateWords[state];
}

/** A value in the unit an alert was written with. */
export function formatAlertValue(value: number, unit: string): string {
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'milliseconds':
      return formatDuration(value);
    case 'nano-dollars':
      return formatMoney(BigInt(Math.round(value)));
    case 'bytes':
      return formatBytes(value);
    case 'burn':
      return `${threeDigits(value)}×`;
    default:
      return threeDigits(value);
  }
}

const burn: Unit = { name: 'times the budget', format: (value) => `${threeDigits(value)}×` };

export function unitOfRule({ signal }: Pick<RuleDocument, 'signal'>): Unit {
  return signal.kind === 'burn_rate' ? burn : unitOf(signal.expression.metric, signal.expression.aggregation);
}

export function secondsWords(seconds: number): string {
  return seconds === 0 ? 'at once' : formatDuration(seconds * 1000);
}

/** What times are when nobody says otherwise. */
export const usualTimes = ruleDocumentSchema.pick({ groupSeconds: true, repeatSeconds: true }).parse({});

const budgetDays = 30;

/** What a pair of windows means for a budget, as people say it. */
export function budgetWords({ burn: times, longSeconds, shortSeconds }: BurnWindow): string {
  if (shortSeconds >= longSeconds) return 'The short window must be shorter than the long one.';
  const used = (times * longSeconds) / (budgetDays * 86_400);
  const lasts = secondsWords((budgetDays * 86_400) / Math.max(times, 1e-9));
  return `${formatPercent(used)} of the budget of ${budgetDays} days is used in ${secondsWords(longSeconds)}; at this rate it lasts ${lasts}.`;
}

/** What a rule asks, in one line. */
export function conditionWords(document: RuleDocument): string {
  const { signal } = document;
  if (signal.kind === 'burn_rate') {
    const pairs = signal.windows.map(
      ({ burn: times, longSeconds }) => `${times}× over ${secondsWords(longSeconds)}`,
    );
    return `Error budget burns ${pairs.join(', ')}`;
  }
  const { metric, aggregation, threshold } = signal.expression;
  if (metric === 'drifting' && signal.condition.kind === 'above') return 'The verdict of a monitor is drift';
  return `${metricLabel(metric, aggregation, threshold)} ${comparisonWords(document, signal)}`;
}

function comparisonWords(document: RuleDocument, { condition, windowSeconds }: MetricSignal): string {
  const { format } = unitOfRule(document);
  const over = `over ${secondsWords(windowSeconds)}`;
  switch (condition.kind) {
    case 'above':
      return `above ${format(condition.threshold)} ${over}`;
    case 'below':
      return `below ${format(condition.threshold)} ${over}`;
    case 'outside':
      return `outside ${format(condition.low)} – ${format(condition.high)} ${over}`;
    case 'unchanged':
      return `does not change ${over}`;
    case 'change':
      return `${directionWords[condition.direction]} by ${formatPercent(condition.by)} against ${
        condition.against === 'previous' ? 'the time before' : 'past weeks'
      }, ${over}`;
    case 'anomaly':
      return `unusual for the hour (score ${condition.score}), ${over}`;
  }
}

export const directionWords = { up: 'rises', down: 'falls', either: 'differs' } as const;

export const eventWords: Record<string, string> = {
  fired: 'Fired',
  told: 'Told',
  recovering: 'Recovering',
  refired: 'Wrong again',
  turned: 'Wrong in another way',
  resolved: 'Resolved',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  assigned: 'Assigned',
  note: 'Note',
  action: 'Action',
  change: 'Change',
};
