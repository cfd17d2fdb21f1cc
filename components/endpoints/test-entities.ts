/** Served entities for tests. */
import {
  type EndpointDetail,
  type ServedEntity,
  type ServedEntityInput,
  servedEntitySchema,
} from '#lib/serving/schemas.ts';

/** Follows `assistant@champion` unless told otherwise. */
export function testEntity(
  name: string,
  trafficPercentage: number,
  rest: Partial<ServedEntityInput> = {},
): ServedEntity {
  return servedEntitySchema.parse({
    name,
    trafficPercentage,
    target: { by: 'alias', model: 'assistant', alias: 'champion' },
    ...rest,
  });
}

type HistoryEntry = EndpointDetail['history'][number];

export function testConfig(
  number: number,
  servedEntities: ServedEntity[],
  rest: Partial<HistoryEntry> = {},
): HistoryEntry {
  return {
    number,
    servedEntities,
    reason: '',
    ticket: '',
    rolledBackTo: null,
    createdBy: 'Ada',
    createdAt: `2026-11-0${number}T10:00:00.000Z`,
    ...rest,
  };
}
