import {
  type Report,
  type ReportCadence,
  type ReportInput,
  reportInputSchema,
} from '#lib/dashboards/schemas.ts';

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const cadenceWords: Record<ReportCadence, string> = {
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
};

/** "Every Monday at 08:00 (Europe/Berlin)". */
export function calendarText({
  cadence,
  day,
  hour,
  timeZone,
}: Pick<Report, 'cadence' | 'day' | 'hour' | 'timeZone'>): string {
  const at = `at ${String(hour).padStart(2, '0')}:00 (${timeZone})`;
  if (cadence === 'daily') return `Every day ${at}`;
  if (cadence === 'weekly') return `Every ${weekdays[day - 1] ?? 'week'} ${at}`;
  return `On day ${day} of every month ${at}`;
}

export function scopeText({ endpoint, environment }: Pick<Report, 'endpoint' | 'environment'>): string {
  return endpoint ?? (environment === null ? 'Everything you may see' : `Everything in ${environment}`);
}

/** A cadence with a day that it has. */
export function withCadence(input: ReportInput, cadence: ReportCadence): ReportInput {
  return { ...input, cadence, day: cadence === 'daily' ? 0 : 1 };
}

export function addressesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((address) => address !== ''))];
}

/** What is wrong with it, by field; empty when nothing is. */
export function problemsOf(input: ReportInput): Record<string, string> {
  const parsed = reportInputSchema.safeParse(input);
  if (parsed.success) return {};
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
}

export function toInput({ name, cadence, day, hour, timeZone, ...rest }: Report): ReportInput {
  const { endpoint, environment, addresses, enabled } = rest;
  return { name, cadence, day, hour, timeZone, endpoint, environment, addresses, enabled };
}
