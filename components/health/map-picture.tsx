'use client';

import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { DependencyMap, MapEdge, MapState } from '#lib/health/schemas.ts';
import { type Lane, layOut, linePath, nodeHeight, nodeWidth, type PlacedNode } from './map-layout.ts';
import { mapWords } from './words.ts';

const looks = {
  up: { icon: CircleCheck, text: 'text-ok', border: 'border-ok/40' },
  degraded: { icon: TriangleAlert, text: 'text-warn', border: 'border-warn/60' },
  down: { icon: CircleAlert, text: 'text-bad', border: 'border-bad' },
  unknown: { icon: CircleDashed, text: 'text-muted-foreground', border: 'border-border' },
} as const;

/** Nodes are links in reading order; lines are drawn behind them and named in the list. */
export function MapPicture({ map }: { map: DependencyMap }) {
  const { nodes, lanes, width, height } = useMemo(() => layOut(map), [map]);
  const [near, setNear] = useState<string | null>(null);
  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  return (
    <div className="overflow-x-auto rounded-md border border-border bg-surface p-4">
      <div className="relative" style={{ width, height }}>
        <svg aria-hidden width={width} height={height} className="absolute inset-0 overflow-visible">
          {map.edges.map((edge) => (
            <Line
              key={`${edge.from} ${edge.kind} ${edge.to}`}
              edge={edge}
              nodes={byId}
              lane={lanes.get(edge.to)}
              near={near}
            />
          ))}
        </svg>
        <ul aria-label="What rests on what">
          {nodes.map((node) => (
            <Node key={node.id} node={node} onNear={setNear} />
          ))}
        </ul>
      </div>
    </div>
  );
}

interface LineProps {
  edge: MapEdge;
  nodes: ReadonlyMap<string, PlacedNode>;
  lane: Lane | undefined;
  near: string | null;
}

function Line({ edge, nodes, lane, near }: LineProps) {
  const from = nodes.get(edge.from);
  const to = nodes.get(edge.to);
  if (from === undefined || to === undefined) return null;
  const touched = near === edge.from || near === edge.to;
  const colour = to.state === 'down' ? 'stroke-bad' : touched ? 'stroke-accent' : 'stroke-border-strong';
  const dash = { fallback: '6 4', shadow: '2 4', serves: undefined, reads: undefined, asks: undefined }[
    edge.kind
  ];
  return (
    <path
      d={linePath(from, to, lane)}
      fill="none"
      strokeDasharray={dash}
      strokeWidth={edge.share === null ? 1.25 : 1 + edge.share / 40}
      className={cn(colour, near !== null && !touched && 'opacity-25')}
    />
  );
}

function Node({ node, onNear }: { node: PlacedNode; onNear: (id: string | null) => void }) {
  const { icon: Icon, text, border } = looks[node.state satisfies MapState];
  const near = () => onNear(node.id);
  const away = () => onNear(null);
  return (
    <li className="absolute" style={{ left: node.x, top: node.y, width: nodeWidth, height: nodeHeight }}>
      <Link
        href={node.href}
        title={node.why}
        onMouseEnter={near}
        onMouseLeave={away}
        onFocus={near}
        onBlur={away}
        className={cn(
          'flex size-full items-center gap-2 rounded-md border bg-surface px-2.5 hover:bg-hover',
          border,
        )}
      >
        <Icon aria-hidden className={cn('size-4 shrink-0', text)} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-sm">{node.label}</span>
          <span className="block truncate text-muted-foreground text-xs">
            {node.detail} · <span className={text}>{mapWords[node.state].word}</span>
          </span>
        </span>
      </Link>
    </li>
  );
}
