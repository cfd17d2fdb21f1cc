import type { EndpointSummary, Environment, ServedTarget } from '#lib/serving/schemas.ts';

/** One place where a version gets traffic. */
export interface ServingPlace {
  endpoint: string;
  environment: Environment;
  entity: string;
  trafficPercentage: number;
  shadowPercentage: number;
  /** `@champion` or `/production`; null when the endpoint pins the version. */
  via: string | null;
}

/** Where a version serves now. */
export function placesOfVersion(
  endpoints: readonly EndpointSummary[],
  model: string,
  version: number,
): ServingPlace[] {
  return endpoints.flatMap((endpoint) =>
    endpoint.servedEntities
      .filter(({ target, resolvedVersion }) => modelOf(target) === model && resolvedVersion === version)
      .map(({ name, target, trafficPercentage, shadowPercentage }) => ({
        endpoint: endpoint.name,
        environment: endpoint.environment,
        entity: name,
        trafficPercentage,
        shadowPercentage,
        via: viaOf(target),
      })),
  );
}

/** Names of the endpoints that follow `@alias` or `/stage`, and so serve something else once it moves. */
export function followersOf(endpoints: readonly EndpointSummary[], model: string, via: string): string[] {
  return endpoints
    .filter((endpoint) =>
      endpoint.servedEntities.some(({ target }) => modelOf(target) === model && viaOf(target) === via),
    )
    .map((endpoint) => endpoint.name);
}

function modelOf(target: ServedTarget): string | null {
  return target.by === 'external' ? null : target.model;
}

function viaOf(target: ServedTarget): string | null {
  if (target.by === 'alias') return `@${target.alias}`;
  return target.by === 'stage' ? `/${target.stage}` : null;
}

/** What moving an alias does, in one sentence. */
export function effectOfMove(followers: readonly string[], version: number): string {
  if (followers.length === 0) return 'No endpoint follows this alias, so nothing that is served changes.';
  return `${listOf(followers)} will serve version ${version} from the next request on.`;
}

/** "a", "a and b", "a, b and c". */
export function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
