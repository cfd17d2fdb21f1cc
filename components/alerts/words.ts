/** How alerts and rules are said on screens. Pure. */
import { unitOf } from '#components/charts/metric-units.ts';
import type { Unit } from '#components/charts/series.ts';
import type { Tone } from '#components/ui/badge.tsx';
import {
  formatBytes,
  formatDuration,
  formatMoney,
  formatPercent,
  threeDigits,
} from '#components/ui/format.ts';
import type { Alert, AlertState, Rule, RuleDocument, Severity } from '#lib/alerts/schemas.ts';

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

/** What a rule asks, in one line. */
export function conditionWords(document: RuleDocument): string {
  const { signal } = document;
  if (signal.kind === 'burn_rate') {
    return signal.windows
      .map(({ burn: times, longSeconds }) => `${times}× over ${secondsWords(longSeconds)}`)
      .join(', ');
  }
  const { format } = unitOfRule(document);
  const { condition } = signal;
  const over = `over ${secondsWords(signal.windowSeconds)}`;
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
  resolved: 'Resolved',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  assigned: 'Assigned',
  note: 'Note',
  action: 'Action',
  change: 'Change',
};
