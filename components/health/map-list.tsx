import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import type { DependencyMap, MapEdge, MapNode } from '#lib/health/schemas.ts';
import { mapWords } from './words.ts';

const edgeWords: Readonly<Record<MapEdge['kind'], string>> = {
  serves: 'serves',
  fallback: 'fallback',
  shadow: 'shadow',
  reads: 'reads',
  asks: 'asks',
};

/** The same as the picture, from the top down: for phones, keyboards and ears. */
export function MapList({ map }: { map: DependencyMap }) {
  const endpoints = map.nodes.filter(({ kind }) => kind === 'endpoint');
  return (
    <ul className="flex flex-col gap-3">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="rounded-md border border-border bg-surface px-4 py-3">
          <NodeLine node={endpoint} how={null} />
          <Below of={endpoint.id} map={map} above={[endpoint.id]} />
        </li>
      ))}
    </ul>
  );
}

function Below({ of, map, above }: { of: string; map: DependencyMap; above: readonly string[] }) {
  // Fallbacks may lead back: what stands above already is not written again.
  const edges = map.edges.filter(({ from, to }) => from === of && !above.includes(to));
  if (edges.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-2 border-border border-l pl-4">
      {edges.map((edge) => {
        const node = map.nodes.find(({ id }) => id === edge.to);
        if (node === undefined) return null;
        return (
          <li key={`${edge.kind} ${edge.to}`}>
            <NodeLine node={node} how={howOf(edge)} />
            {edge.kind !== 'fallback' && <Below of={node.id} map={map} above={[...above, node.id]} />}
          </li>
        );
      })}
    </ul>
  );
}

function howOf({ kind, share }: MapEdge): string {
  return share === null ? edgeWords[kind] : `${edgeWords[kind]} ${share} %`;
}

function NodeLine({ node, how }: { node: MapNode; how: string | null }) {
  const { tone, word } = mapWords[node.state];
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {how !== null && <span className="text-muted-foreground text-xs">{how}</span>}
      <Link
        href={node.href}
        className="font-medium text-accent-text hover:underline [overflow-wrap:anywhere]"
      >
        {node.label}
      </Link>
      <span className="min-w-0 truncate text-muted-foreground text-xs">{node.detail}</span>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {node.why !== '' && <p className="w-full text-muted-foreground text-xs">{node.why}</p>}
    </div>
  );
}
