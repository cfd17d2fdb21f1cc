import { type EndpointSummary, type ServedEntityInput, servedEntitySchema } from '#lib/serving/schemas.ts';

type Entity = Pick<ServedEntityInput, 'target'> &
  Partial<ServedEntityInput> & { resolvedVersion: number | null };

/** An endpoint in production for tests; traffic is split evenly unless said otherwise. */
export function anEndpoint(name: string, entities: readonly Entity[]): EndpointSummary {
  return {
    id: name,
    name,
    description: '',
    environment: 'production',
    config: 1,
    servedEntities: entities.map(({ resolvedVersion, ...entity }, index) => ({
      ...servedEntitySchema.parse({
        name: `entity-${index}`,
        trafficPercentage: 100 / entities.length,
        ...entity,
      }),
      resolvedVersion,
      problem: null,
    })),
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
  };
}
