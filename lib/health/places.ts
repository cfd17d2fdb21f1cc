/** Where checks belong, and so who may see and change them. */
import {
  assertMayAt,
  assertMayEverywhere,
  type Caller,
  endpointCondition,
  may,
  mayEverywhere,
  reachedNames,
  reachOf,
} from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { endpointPlace } from '../serving/index.ts';
import type { CheckDefinition } from './schemas.ts';

/** Name of what is checked; empty for the installation itself. */
export function subjectOf(definition: CheckDefinition): string {
  if (definition.kind === 'question') return definition.endpoint;
  if (definition.kind === 'provider') return definition.provider;
  return definition.kind === 'knowledge' ? definition.knowledge : '';
}

/**
 * Whether the caller may see a check, as an SQL condition on `health_check c`: those of endpoints whose dashboards, of
 * providers and knowledge bases that they may read; those of the installation with the dashboards of everything.
 */
export function visibleCondition(caller: Caller, bind: (value: unknown) => string): string {
  const reach = reachOf(caller, 'dashboards.read');
  const parts = [`(c.kind = 'question' AND ${endpointCondition(reach, 'c.subject', bind)})`];
  if (may(caller, 'providers.read')) parts.push(`c.kind = 'provider'`);
  const knowledge = reachedNames(caller, 'knowledge.read', 'knowledge');
  if (knowledge === null) parts.push(`c.kind = 'knowledge'`);
  else parts.push(`(c.kind = 'knowledge' AND c.subject = ANY(${bind(knowledge)}::text[]))`);
  if (mayEverywhere(caller, 'dashboards.read')) parts.push(`c.kind IN ('queue', 'worker', 'database')`);
  return `(${parts.join(' OR ')})`;
}

/**
 * Checks of endpoints are set up where one holds `health.write`; all others, which concern everybody, by who holds it
 * everywhere. A version is asked by name only by who may see its model.
 */
export async function assertMayChange(caller: Caller, definition: CheckDefinition): Promise<void> {
  if (definition.kind !== 'question') return assertMayEverywhere(caller, 'health.write');
  const place = await endpointPlace(definition.endpoint);
  assertMayAt(caller, 'health.write', place);
  if (place.kind === 'endpoint' && place.environment === null) {
    throw notFound(`The endpoint "${definition.endpoint}"`);
  }
  const { version } = definition;
  if (version !== null) assertMayAt(caller, 'models.read', { kind: 'model', name: version.model });
}
