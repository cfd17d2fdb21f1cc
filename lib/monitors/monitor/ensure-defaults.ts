import { defaultColumns } from '../columns.ts';
import { thresholdsSchema } from '../drift-schemas.ts';
import { endpointsWithoutDefault, insertDefaults } from './monitor-store.ts';

/** Gauges are told apart by the monitor's name, so those of two endpoints must not be called the same. */
export const defaultName = (endpoint: string): string => `${endpoint} daily check`;

/** Gives every endpoint that has none its own monitor: each day against the seven before. */
export async function ensureDefaults(): Promise<void> {
  const endpoints = await endpointsWithoutDefault();
  if (endpoints.length === 0) return;
  await insertDefaults(
    endpoints.map((endpointName) => {
      const schedule = scheduleFor(endpointName);
      return {
        endpointName,
        name: defaultName(endpointName),
        isDefault: true,
        columns: [...defaultColumns],
        slices: [],
        granularity: 'day',
        schedule,
        timeZone: 'UTC',
        baseline: { kind: 'previous', windows: 7 },
        thresholds: thresholdsSchema.parse({}),
        // At once for the days that are over, then by the schedule.
        nextRunAt: new Date(),
      };
    }),
  );
}

/** Between one and two at night, endpoints spread over the hour. */
function scheduleFor(endpoint: string): string {
  const spread = [...endpoint].reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 45,
    0,
  );
  return `${15 + spread} 1 * * *`;
}
