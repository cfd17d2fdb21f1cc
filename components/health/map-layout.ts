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

export interface MapLayout {
  nodes: PlacedNode[];
  width: number;
  height: number;
}

const columnOf = { endpoint: 0, entity: 1, knowledge: 2, provider: 3 } as const;

/** Each column is ordered by the mean place of what leads to it (the barycentre heuristic of Sugiyama, one sweep). */
export function layOut({ nodes, edges }: Pick<DependencyMap, 'nodes' | 'edges'>): MapLayout {
  const columns: MapNode[][] = [[], [], [], []];
  for (const node of nodes) columns[columnOf[node.kind]]?.push(node);
  const used = columns.filter((column) => column.length > 0);
  const rank = new Map<string, number>();
  const placed: PlacedNode[] = [];
  const tallest = Math.max(0, ...used.map((column) => column.length));
  const height = Math.max(0, tallest * (nodeHeight + rowGap) - rowGap);
  used.forEach((column, index) => {
    const ordered = index === 0 ? column : byBarycentre(column, edges, rank);
    const top = (height - (ordered.length * (nodeHeight + rowGap) - rowGap)) / 2;
    ordered.forEach((node, row) => {
      const y = top + row * (nodeHeight + rowGap);
      rank.set(node.id, y);
      placed.push({ ...node, x: index * (nodeWidth + columnGap), y });
    });
  });
  return {
    nodes: placed,
    width: Math.max(0, used.length * (nodeWidth + columnGap) - columnGap),
    height,
  };
}

function byBarycentre(
  column: readonly MapNode[],
  edges: DependencyMap['edges'],
  rank: ReadonlyMap<string, number>,
): MapNode[] {
  const centre = (id: string) => {
    const places = edges.flatMap(({ from, to }) => (to === id ? (rank.get(from) ?? []) : []));
    return places.length === 0
      ? Number.POSITIVE_INFINITY
      : places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  const centres = new Map(column.map(({ id }) => [id, centre(id)]));
  const of = ({ id }: MapNode) => centres.get(id) ?? Number.POSITIVE_INFINITY;
  // Equal ones, and infinity minus infinity, keep their order: sorting is stable.
  return [...column].sort((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
}

/** A line from the right edge of one node to the left edge of another; within a column it bows out to the left. */
export function linePath(from: PlacedNode, to: PlacedNode): string {
  const startY = from.y + nodeHeight / 2;
  const endY = to.y + nodeHeight / 2;
  if (from.x === to.x) {
    const bow = from.x - columnGap / 2;
    return `M ${from.x} ${startY} C ${bow} ${startY}, ${bow} ${endY}, ${to.x} ${endY}`;
  }
  const startX = from.x + nodeWidth;
  const middle = (startX + to.x) / 2;
  return `M ${startX} ${startY} C ${middle} ${startY}, ${middle} ${endY}, ${to.x} ${endY}`;
}
