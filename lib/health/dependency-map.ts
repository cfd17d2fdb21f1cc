/** The map of what depends on what, from what other rooms tell. Pure. */
import type { EndpointDependencies } from '../serving/index.ts';
import type { CheckState, DependencyMap, MapEdge, MapNode, MapState } from './schemas.ts';

export interface MapParts {
  endpoints: readonly EndpointDependencies[];
  /** All knowledge bases, with the provider that embeds their questions. */
  knowledge: ReadonlyMap<string, { embeddedBy: string | null }>;
  /** All providers; `local` ones answer in this process. */
  providers: ReadonlyMap<string, { local: boolean }>;
  /** What is out of the reader's reach counts, and is neither shown nor named. */
  mayRead: (kind: 'knowledge' | 'provider', name: string) => boolean;
  checks: readonly CheckState[];
}

type Entity = EndpointDependencies['entities'][number];

/** Nodes in the order endpoints, entities, knowledge bases, providers; arrows lead to what is needed. */
export function buildMap(parts: MapParts): Pick<DependencyMap, 'nodes' | 'edges'> {
  const edges: MapEdge[] = [];
  const providers = new Map(
    [...parts.providers].map(([name, provider]) => [
      name,
      withoutName(providerNode(name, provider, parts.checks), parts),
    ]),
  );
  const knowledge = new Map(
    [...parts.knowledge].map(([name, { embeddedBy }]) => {
      const embedder = embeddedBy === null ? undefined : providers.get(embeddedBy);
      if (embedder) edges.push(edge(`knowledge:${name}`, embedder.id, 'asks'));
      return [name, withoutName(knowledgeNode(name, embedder, parts.checks), parts)];
    }),
  );
  const entities: MapNode[] = [];
  const endpoints = parts.endpoints.map((endpoint) => {
    const made = new Map(
      endpoint.entities.map((entity) => {
        const node = entityNode(endpoint.name, entity, knowledge, providers);
        edges.push(...edgesOf(endpoint.name, entity, knowledge, providers));
        return [entity.name, node];
      }),
    );
    entities.push(...made.values());
    return endpointNode(endpoint, made, parts.checks);
  });
  const used = new Set(edges.map(({ to }) => to));
  const rest = [...knowledge.values(), ...providers.values()].filter(
    (node) => used.has(node.id) && isShown(node, parts),
  );
  const shown = new Set([...endpoints, ...entities, ...rest].map(({ id }) => id));
  return {
    nodes: [...endpoints, ...entities, ...rest],
    edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
  };
}

/** Stands for the name of what is out of reach. */
const unnamed = 'Something that you may not see';

function isShown({ kind, id }: MapNode, { mayRead }: MapParts): boolean {
  return (kind !== 'knowledge' && kind !== 'provider') || mayRead(kind, id.slice(kind.length + 1));
}

function withoutName(node: MapNode, parts: MapParts): MapNode {
  return isShown(node, parts) ? node : { ...node, label: unnamed };
}

function edge(from: string, to: string, kind: MapEdge['kind'], share: number | null = null): MapEdge {
  return { from, to, kind, share };
}

const entityId = (endpoint: string, entity: string) => `entity:${endpoint}/${entity}`;

function edgesOf(
  endpoint: string,
  entity: Entity,
  knowledge: ReadonlyMap<string, MapNode>,
  providers: ReadonlyMap<string, MapNode>,
): MapEdge[] {
  const { name, trafficPercentage: share, shadowPercentage, fallbacks, target } = entity;
  const id = entityId(endpoint, name);
  const base = target === null || target.knowledge === null ? undefined : knowledge.get(target.knowledge);
  const asked = new Set(target?.models.map(({ provider }) => provider) ?? []);
  return [
    ...(share > 0 ? [edge(`endpoint:${endpoint}`, id, 'serves', share)] : []),
    ...(shadowPercentage > 0 ? [edge(`endpoint:${endpoint}`, id, 'shadow', shadowPercentage)] : []),
    ...fallbacks.map((fallback) => edge(id, entityId(endpoint, fallback), 'fallback')),
    ...(base ? [edge(id, base.id, 'reads')] : []),
    ...[...asked].flatMap((name) => {
      const node = providers.get(name);
      return node ? [edge(id, node.id, 'asks')] : [];
    }),
  ];
}

/** The worst of a thing's own checks, and what the failing one said. */
function checked(checks: readonly CheckState[], kind: CheckState['kind'], subject: string) {
  const own = checks.filter((check) => check.kind === kind && check.subject === subject);
  const down = own.find(({ state }) => state === 'down');
  if (down) return { own: 'down' as const, why: `${down.name}: ${down.message}` };
  if (own.some(({ state }) => state === 'up')) return { own: 'up' as const, why: '' };
  return {
    own: 'unknown' as const,
    why: own.length === 0 ? 'No check says how it is.' : 'Not checked lately.',
  };
}

function providerNode(name: string, { local }: { local: boolean }, checks: readonly CheckState[]): MapNode {
  const state = local ? { own: 'up' as const, why: '' } : checked(checks, 'provider', name);
  return {
    id: `provider:${name}`,
    kind: 'provider',
    label: name,
    detail: local ? 'in this process' : 'provider',
    state: state.own,
    ...state,
    href: '/providers',
  };
}

function knowledgeNode(name: string, embedder: MapNode | undefined, checks: readonly CheckState[]): MapNode {
  const { own, why } = checked(checks, 'knowledge', name);
  // Without its embedder a search goes by keywords alone.
  const degraded = own !== 'down' && embedder?.state === 'down';
  return {
    id: `knowledge:${name}`,
    kind: 'knowledge',
    label: name,
    detail: 'knowledge base',
    own,
    state: degraded ? 'degraded' : own,
    why: degraded ? `${embedder.label}, which embeds questions, is down.` : why,
    href: `/knowledge/${encodeURIComponent(name)}`,
  };
}

const order: readonly MapState[] = ['up', 'unknown', 'degraded', 'down'];
const worse = (a: MapState, b: MapState) => (order.indexOf(a) >= order.indexOf(b) ? a : b);

function entityNode(
  endpoint: string,
  entity: Entity,
  knowledge: ReadonlyMap<string, MapNode>,
  providers: ReadonlyMap<string, MapNode>,
): MapNode {
  const { name, target, problem } = entity;
  const needed = [
    target?.knowledge == null ? undefined : knowledge.get(target.knowledge),
    ...new Set(target?.models.map(({ provider }) => providers.get(provider))),
  ].filter((node) => node !== undefined);
  const own: MapState = problem === null ? 'up' : 'down';
  const state = needed.reduce<MapState>((worst, node) => worse(worst, node.state), own);
  const blamed = needed.find((node) => node.state === state);
  return {
    id: entityId(endpoint, name),
    kind: 'entity',
    label: name,
    detail: target === null ? 'nothing to serve' : versionText(target),
    own,
    state,
    why: state === 'up' ? '' : (problem ?? `${blamed?.label ?? ''} is ${state}.`),
    href:
      target === null || target.version === null
        ? `/endpoints/${encodeURIComponent(endpoint)}`
        : `/models/${encodeURIComponent(target.model)}/versions/${target.version}`,
  };
}

function versionText({ model, version }: NonNullable<Entity['target']>): string {
  return version === null ? model : `${model} v${version}`;
}

function endpointNode(
  { name, environment, entities }: EndpointDependencies,
  nodes: ReadonlyMap<string, MapNode>,
  checks: readonly CheckState[],
): MapNode {
  const { own, why } = checked(checks, 'question', name);
  const serving = entities.filter(({ trafficPercentage }) => trafficPercentage > 0);
  const below = servingState(serving, nodes);
  // A question that is answered well proves more than what its parts are thought to be.
  const state = own === 'down' ? 'down' : own === 'up' && below.state === 'unknown' ? 'up' : below.state;
  return {
    id: `endpoint:${name}`,
    kind: 'endpoint',
    label: name,
    detail: environment,
    own,
    state,
    why: state === 'up' ? '' : own === 'down' ? why : below.why,
    href: `/endpoints/${encodeURIComponent(name)}`,
  };
}

/** Down when everything that serves is; degraded when some of it is, or when fallbacks answer. */
function servingState(
  serving: readonly Entity[],
  nodes: ReadonlyMap<string, MapNode>,
): { state: MapState; why: string } {
  const stateOf = (name: string) => nodes.get(name)?.state ?? 'unknown';
  const down = serving.filter(({ name }) => stateOf(name) === 'down');
  if (down.length > 0) {
    const lost = down.filter(({ fallbacks }) => fallbacks.every((name) => stateOf(name) === 'down'));
    const names = down.map(({ name }) => name).join(', ');
    if (lost.length === serving.length) return { state: 'down', why: `${names} ${are(down)} down.` };
    const how = lost.length === 0 ? 'fallbacks answer' : 'a part of the traffic fails';
    return { state: 'degraded', why: `${names} ${are(down)} down: ${how}.` };
  }
  const states = serving.map(({ name }) => stateOf(name));
  const state = states.reduce<MapState>(worse, 'up');
  const blamed = serving.find(({ name }) => stateOf(name) === state);
  return { state, why: state === 'up' ? '' : (nodes.get(blamed?.name ?? '')?.why ?? '') };
}

function are(entities: readonly unknown[]): string {
  return entities.length === 1 ? 'is' : 'are';
}
