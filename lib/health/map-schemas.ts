/** What depends on what: the nodes and arrows of the map. Safe for the browser. */
import { z } from 'zod';

export const mapNodeKinds = ['endpoint', 'entity', 'knowledge', 'provider'] as const;
export type MapNodeKind = (typeof mapNodeKinds)[number];

/** `degraded`: some of what serves is down, and something else answers. */
export const mapStates = ['up', 'degraded', 'down', 'unknown'] as const;
export type MapState = (typeof mapStates)[number];

export const mapNodeSchema = z.object({
  /** Unique in the map: `endpoint:guide-chat`, `entity:guide-chat/main`. */
  id: z.string(),
  kind: z.enum(mapNodeKinds),
  label: z.string(),
  /** A second line: what an entity serves, an endpoint's environment. */
  detail: z.string(),
  /** By its own checks; unknown without any. */
  own: z.enum(mapStates),
  /** The worst of it and of everything it cannot do without. */
  state: z.enum(mapStates),
  /** Why it is not up, in a few words; empty when it is. */
  why: z.string(),
  /** Where it leads. */
  href: z.string(),
});
export type MapNode = z.infer<typeof mapNodeSchema>;

export const mapEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** A `fallback` or a `shadow` is not needed for an answer. */
  kind: z.enum(['serves', 'fallback', 'shadow', 'reads', 'asks']),
  /** Share of traffic in percent, of `serves`. */
  share: z.number().nullable(),
});
export type MapEdge = z.infer<typeof mapEdgeSchema>;

export const dependencyMapSchema = z.object({
  nodes: z.array(mapNodeSchema),
  edges: z.array(mapEdgeSchema),
  /** Endpoints are more than the map shows. */
  more: z.boolean(),
});
export type DependencyMap = z.infer<typeof dependencyMapSchema>;
