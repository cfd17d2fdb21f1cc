import type { ServedEntity } from '#lib/serving/schemas.ts';
import { entityColor, percentText, splitText } from './entity-words.ts';
import { shadowLine, splitGeometry } from './split-geometry.ts';

/** The line in and its ribbons: widths by share, dashed without traffic, dotted for mirrored requests. */
export function SplitLines({ entities }: { entities: readonly ServedEntity[] }) {
  const { width, height, trunk, ribbons } = splitGeometry(
    entities.map(({ trafficPercentage }) => trafficPercentage),
  );
  const shadows = entities
    .filter(({ shadowPercentage }) => shadowPercentage > 0)
    .map(({ name, shadowPercentage }) => `${percentText(shadowPercentage)} mirrored to ${name}`);
  return (
    <div className="relative min-h-24">
      <svg
        role="img"
        aria-label={`Traffic: ${[splitText(entities), ...shadows].join(', ')}`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 h-full w-full"
      >
        <rect x={0} y={trunk.y} width={width * 0.18} height={trunk.height} fill="var(--border-strong)" />
        {entities.map(({ name, shadowPercentage }, row) => {
          const ribbon = ribbons[row];
          const color = entityColor(row);
          return (
            <g key={name} stroke={color} strokeWidth={1.5}>
              {ribbon && !(ribbon.idle && shadowPercentage > 0) && (
                <path
                  d={ribbon.path}
                  fill={ribbon.idle ? 'none' : color}
                  fillOpacity={0.55}
                  strokeDasharray={ribbon.idle ? '5 4' : undefined}
                  vectorEffect="non-scaling-stroke"
                />
              )}
              {shadowPercentage > 0 && (
                <path
                  d={shadowLine(entities.length, row)}
                  fill="none"
                  strokeWidth={2.5}
                  strokeLinecap="round"
                  strokeDasharray="0.1 6"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
