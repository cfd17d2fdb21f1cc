/** Where the nodes of the map stand: four columns, each in an order that crosses few lines. Pure. */
import type { DependencyMap, MapNode } from '#lib/health/schemas.ts';

export const nodeWidth = 200;
export const nodeHeight = 52;
const columnGap = 76;
const rowGap = 14;

export interface PlacedNode extends MapNode {
  x: number;
  y: number;
}

/** Where lines that pass by a column cross it, at the height where no node stands. */
export interface Lane {
  fromX: number;
  toX: number;
  y: number;
}

export interface MapLayout {
  nodes: PlacedNode[];
  /** By id of the node that the lines lead to. */
  lanes: Map<string, Lane>;
  width: number;
  height: number;
}

const columnOf = { endpoint: 0, entity: 1, knowledge: 2, provider: 3 } as const;

type Edges = DependencyMap['edges'];
/** A node, or the place for lines to one of a later column. */
type Slot = { id: string; node: MapNode } | { id: string; laneTo: string };

/** Each column is ordered by the mean place of what leads to it (the barycentre heuristic of Sugiyama, one sweep). */
export function layOut({ nodes, edges }: Pick<DependencyMap, 'nodes' | 'edges'>): MapLayout {
  const used = columnsOf(nodes, edges);
  const rank = new Map<string, number>();
  const placed: PlacedNode[] = [];
  const lanes = new Map<string, Lane>();
  const tallest = Math.max(0, ...used.map((column) => column.length));
  const height = Math.max(0, tallest * (nodeHeight + rowGap) - rowGap);
  used.forEach((column, index) => {
    const ordered = index === 0 ? column : byBarycentre(column, edges, rank);
    const top = (height - (ordered.length * (nodeHeight + rowGap) - rowGap)) / 2;
    const x = index * (nodeWidth + columnGap);
    ordered.forEach((slot, row) => {
      const y = top + row * (nodeHeight + rowGap);
      if ('node' in slot) {
        rank.set(slot.id, y);
        placed.push({ ...slot.node, x, y });
      } else lanes.set(slot.laneTo, { fromX: x, toX: x + nodeWidth, y: y + nodeHeight / 2 });
    });
  });
  return {
    nodes: placed,
    lanes,
    width: Math.max(0, used.length * (nodeWidth + columnGap) - columnGap),
    height,
  };
}

/** Lines from entities to providers pass the knowledge bases: one lane for all that lead to the same provider. */
function columnsOf(nodes: readonly MapNode[], edges: Edges): Slot[][] {
  const columns: Slot[][] = [[], [], [], []];
  for (const node of nodes) columns[columnOf[node.kind]]?.push({ id: node.id, node });
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const passing = edges.filter(
    ({ from, to }) => kinds.get(from) === 'entity' && kinds.get(to) === 'provider',
  );
  const between = columns[columnOf.knowledge];
  if (between !== undefined && between.length > 0) {
    for (const to of new Set(passing.map((edge) => edge.to))) between.push({ id: to, laneTo: to });
  }
  return columns.filter((column) => column.length > 0);
}

function byBarycentre(column: readonly Slot[], edges: Edges, rank: ReadonlyMap<string, number>): Slot[] {
  const centre = (id: string) => {
    const places = edges.flatMap(({ from, to }) => (to === id ? (rank.get(from) ?? []) : []));
    return places.length === 0
      ? Number.POSITIVE_INFINITY
      : places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  const centres = new Map(column.map(({ id }) => [id, centre(id)]));
  const of = ({ id }: Slot) => centres.get(id) ?? Number.POSITIVE_INFINITY;
  // Equal ones, and infinity minus infinity, keep their order: sorting is stable.
  return [...column].sort((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
}

/** A line from the right edge of one node to the left edge of another; within a column it bows out to the left. */
export function linePath(from: PlacedNode, to: PlacedNode, lane?: Lane): string {
  const startY = from.y + nodeHeight / 2;
  const endY = to.y + nodeHeight / 2;
  if (from.x === to.x) {
    const bow = from.x - columnGap / 2;
    return `M ${from.x} ${startY} C ${bow} ${startY}, ${bow} ${endY}, ${to.x} ${endY}`;
  }
  const startX = from.x + nodeWidth;
  const start = `M ${startX} ${startY}`;
  if (lane === undefined || lane.fromX < startX) return `${start} ${curve([startX, startY], [to.x, endY])}`;
  const { fromX, toX, y } = lane;
  return `${start} ${curve([startX, startY], [fromX, y])} H ${toX} ${curve([toX, y], [to.x, endY])}`;
}

type Point = readonly [x: number, y: number];

function curve([startX, startY]: Point, [endX, endY]: Point): string {
  const middle = (startX + endX) / 2;
  return `C ${middle} ${startY}, ${middle} ${endY}, ${endX} ${endY}`;
}
