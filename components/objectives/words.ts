import type { Tone } from '#components/ui/badge.tsx';
import { formatDuration, formatPercent, formatTarget, threeDigits } from '#components/ui/format.ts';
import {
  type Objective,
  type ObjectiveInput,
  type ObjectiveKind,
  type ObjectiveState,
  objectiveInputSchema,
  objectiveKinds,
} from '#lib/objectives/schemas.ts';

export const stateWords: Record<ObjectiveState, { tone: Tone; word: string }> = {
  met: { tone: 'ok', word: 'Met' },
  'at-risk': { tone: 'warn', word: 'At risk' },
  missed: { tone: 'bad', word: 'Missed' },
  unknown: { tone: 'neutral', word: 'Nothing measured' },
};

/** "99 % of requests do not fail, over 28 days". */
export function promiseText({
  kind,
  target,
  thresholdMs,
  windowDays,
}: Pick<Objective, 'kind' | 'target' | 'thresholdMs' | 'windowDays'>): string {
  const promise =
    kind === 'latency' && thresholdMs !== null
      ? `of requests are answered within ${formatDuration(thresholdMs)}`
      : objectiveKinds[kind].promise;
  return `${formatTarget(target)} ${promise}, over ${windowDays} ${windowDays === 1 ? 'day' : 'days'}`;
}

/** "2.4× as fast as lasts"; above 1 the budget ends before its window. */
export function burnText(rate: number | null): string {
  return rate === null ? '–' : `${threeDigits(rate)}×`;
}

export function budgetText(left: number | null): string {
  if (left === null) return '–';
  return left < 0 ? `overdrawn by ${formatPercent(-left)}` : formatPercent(left);
}

export interface ObjectiveFields {
  name: string;
  kind: ObjectiveKind;
  /** Per cent. */
  target: string;
  /** Seconds. */
  threshold: string;
  windowDays: number;
}

export function fieldsOf(input: ObjectiveInput): ObjectiveFields {
  return {
    name: input.name,
    kind: input.kind,
    target: String(Number((input.target * 100).toFixed(3))),
    threshold: input.thresholdMs === null ? '10' : String(input.thresholdMs / 1000),
    windowDays: input.windowDays,
  };
}

/** What was typed as the server takes it, or what is wrong with it, by field. */
export function inputOf(
  fields: ObjectiveFields,
): { input: ObjectiveInput; problems: null } | { input: null; problems: Record<string, string> } {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
  const parsed = objectiveInputSchema.safeParse({
    name: fields.name,
    kind: fields.kind,
    target: number(fields.target) / 100,
    thresholdMs: fields.kind === 'latency' ? number(fields.threshold) * 1000 : null,
    windowDays: fields.windowDays,
  });
  if (parsed.success) return { input: parsed.data, problems: null };
  const problems = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [
      String(path[0]),
      message.startsWith('Invalid input') ? 'Enter a number.' : message,
    ]),
  );
  return { input: null, problems };
}
