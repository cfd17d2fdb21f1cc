import type { EndpointSummary } from '#lib/serving/schemas.ts';

/** One place where a version gets traffic. */
export interface ServingPlace {
  endpoint: string;
  /** Null when the endpoint pins the version. */
  alias: string | null;
  trafficPercentage: number;
}

/** Where a version serves now. */
export function placesOfVersion(
  endpoints: readonly EndpointSummary[],
  model: string,
  version: number,
): ServingPlace[] {
  return endpoints.flatMap((endpoint) =>
    endpoint.servedEntities
      .filter((entity) => entity.model === model && entity.resolvedVersion === version)
      .map((entity) => ({
        endpoint: endpoint.name,
        alias: entity.target.by === 'alias' ? entity.target.alias : null,
        trafficPercentage: entity.trafficPercentage,
      })),
  );
}

/** Names of the endpoints that follow an alias, and so serve something else once it moves. */
export function followersOfAlias(
  endpoints: readonly EndpointSummary[],
  model: string,
  alias: string,
): string[] {
  return endpoints
    .filter((endpoint) =>
      endpoint.servedEntities.some(
        ({ model: served, target }) => served === model && target.by === 'alias' && target.alias === alias,
      ),
    )
    .map((endpoint) => endpoint.name);
}

/** What moving an alias does, in one sentence. */
export function effectOfMove(followers: readonly string[], version: number): string {
  if (followers.length === 0) return 'No endpoint follows this alias, so nothing that is served changes.';
  const names = listOf(followers);
  return `${names} will serve version ${version} from the next request on.`;
}

/** "a", "a and b", "a, b and c". */
export function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
