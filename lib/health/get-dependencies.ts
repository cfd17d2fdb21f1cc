import { assertMay, type Caller, may, mayAt, systemCaller } from '../access/index.ts';
import { listKnowledge } from '../knowledge/index.ts';
import { listProviders } from '../providers/index.ts';
import { listDependencies } from '../serving/index.ts';
import { checkStates } from './check-states.ts';
import { buildMap } from './dependency-map.ts';
import type { DependencyMap } from './schemas.ts';

const self = systemCaller('map');

/** What is told of a check that the caller may not see: it counts all the same. */
const unseen = { name: 'A check', message: 'It fails.' };

/** More is no picture any more. */
const mostEndpoints = 100;

/**
 * What the endpoints that the caller may see rest on. Knowledge bases and providers out of their reach are neither shown nor
 * named; that one of them is down shows at what rests on it.
 */
export async function getDependencies(caller: Caller): Promise<DependencyMap> {
  assertMay(caller, 'endpoints.read');
  const [endpoints, knowledge, providers, checks, visible] = await Promise.all([
    listDependencies(caller),
    listKnowledge(self),
    listProviders(self),
    checkStates(self),
    checkStates(caller),
  ]);
  const seen = new Set(visible.map(({ id }) => id));
  const shown = endpoints.slice(0, mostEndpoints);
  const map = buildMap({
    endpoints: shown,
    knowledge: new Map(
      knowledge.map(({ name, embedding }) => [
        name,
        { embeddedBy: embedding.kind === 'openai-compatible' ? embedding.provider : null },
      ]),
    ),
    providers: new Map(providers.map(({ name, kind }) => [name, { local: kind === 'extractive' }])),
    checks: checks.map((check) => (seen.has(check.id) ? check : { ...check, ...unseen })),
    mayRead: (kind, name) =>
      kind === 'provider'
        ? may(caller, 'providers.read')
        : mayAt(caller, 'knowledge.read', { kind: 'knowledge', name }),
  });
  return { ...map, more: endpoints.length > shown.length };
}
