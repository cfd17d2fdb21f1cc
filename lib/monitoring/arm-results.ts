import { assertMay, assertMayAt, type Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { checkSampleRatio } from './check-sample-ratio.ts';
import {
  type ArmCounted,
  type ArmCounter,
  findConfiguration,
  readArms,
  type SplitEntity,
} from './results-store.ts';
import type { ArmResult, ArmResults } from './schemas.ts';
import { boundedMeanEstimate } from './statistics/bounded-mean.ts';
import { meanEstimate } from './statistics/mean.ts';
import { quantileEstimate } from './statistics/quantile.ts';
import { rateEstimate } from './statistics/rate.ts';

const confidence = 0.95;
const alpha = 1 - confidence;

/**
 * What each served entity did with what a configuration assigned to it, since that configuration is in force; the one in
 * force now when `config` is undefined. Throws `not_found` without such an endpoint or configuration.
 */
export async function armResults(
  caller: Caller,
  endpoint: string,
  config: number | undefined,
): Promise<ArmResults> {
  assertMay(caller, 'dashboards.read');
  const configuration = await findConfiguration(endpoint, config);
  const { environment } = configuration;
  assertMayAt(caller, 'dashboards.read', { kind: 'endpoint', name: endpoint, environment });
  if ('missing' in configuration) {
    const name = `endpoint "${endpoint}"`;
    throw notFound(
      configuration.missing === 'endpoint' ? `The ${name}` : `Configuration ${config} of the ${name}`,
    );
  }
  const counted = await readArms(endpoint, configuration);
  const arms = armsOf(configuration.entities, counted).map(({ entity, traffic }) =>
    armResult(
      entity,
      traffic,
      counted.find((row) => row.arm === entity && row.traffic === traffic),
    ),
  );
  const live = arms.filter(({ traffic }) => traffic === 'live');
  return {
    endpoint,
    config: configuration.number,
    from: configuration.from.toISOString(),
    to: configuration.to?.toISOString() ?? null,
    confidence,
    arms,
    sampleRatio: checkSampleRatio(
      configuration.entities,
      new Map(live.map((arm) => [arm.entity, arm.units])),
    ),
  };
}

/** Entities that were to get traffic of a kind, or got some. */
function armsOf(
  entities: readonly SplitEntity[],
  counted: readonly ArmCounted[],
): { entity: string; traffic: 'live' | 'shadow' }[] {
  const got = (name: string, traffic: string) =>
    counted.some((row) => row.arm === name && row.traffic === traffic);
  return entities.flatMap(({ name, trafficPercentage, shadowPercentage }) => [
    ...(trafficPercentage > 0 || got(name, 'live') ? [{ entity: name, traffic: 'live' as const }] : []),
    ...(shadowPercentage > 0 || got(name, 'shadow') ? [{ entity: name, traffic: 'shadow' as const }] : []),
  ]);
}

function armResult(entity: string, traffic: 'live' | 'shadow', counted: ArmCounted | undefined): ArmResult {
  const count = (name: ArmCounter) => Number(counted?.counters[name] ?? 0);
  // A refused request was never served: it can neither fail nor be declined, and would make the others look cheap.
  const served = count('requests') - count('refused');
  const ratings = count('thumbs_up') + count('thumbs_down');
  const latency = counted?.latency ?? new Map();
  return {
    entity,
    traffic,
    requests: count('requests'),
    units: count('units'),
    fallbacks: count('fallbacks'),
    cacheHits: count('cache_hits'),
    errorRate: rateEstimate(count('errors'), served, alpha),
    declinedRate: rateEstimate(count('declined'), served, alpha),
    satisfaction: rateEstimate(count('thumbs_up'), ratings, alpha),
    ratings,
    p50: quantileEstimate(latency, 0.5, alpha),
    p95: quantileEstimate(latency, 0.95, alpha),
    p99: quantileEstimate(latency, 0.99, alpha),
    firstTokenP50: quantileEstimate(counted?.firstToken ?? new Map(), 0.5, alpha),
    cost: meanEstimate(
      {
        count: served,
        sum: BigInt(counted?.counters.cost ?? 0),
        squares: BigInt(counted?.counters.cost_squares ?? 0),
      },
      alpha,
    ),
    agreement: boundedMeanEstimate(
      {
        count: count('similarity_count'),
        sum: count('similarity_sum'),
        squares: count('similarity_squares'),
      },
      alpha,
    ),
  };
}
