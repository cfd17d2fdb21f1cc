import { ArrowLeft } from 'lucide-react';
import type { ServedEntity } from '#lib/serving/schemas.ts';
import { entityColor } from './entity-words.ts';
import { fallbackArrows } from './fallback-geometry.ts';
import { rowUnits } from './split-geometry.ts';

/** Dashed arrows at the right of the cards. The cards say the same in words, so this is for the eye only. */
export function FallbackArrows({ entities }: { entities: readonly ServedEntity[] }) {
  const arrows = fallbackArrows(entities);
  if (arrows.length === 0) return null;
  return (
    <div aria-hidden className="relative w-12 max-md:hidden">
      <svg
        viewBox={`0 0 100 ${entities.length * rowUnits}`}
        preserveAspectRatio="none"
        className="absolute inset-0 h-full w-full"
      >
        <title>Fallbacks</title>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from} ${arrow.to}`}
            d={arrow.path}
            fill="none"
            stroke={entityColor(arrow.fromRow)}
            strokeWidth={1.5}
            strokeDasharray="5 4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {arrows.map((arrow) => (
        <ArrowLeft
          key={`${arrow.from} ${arrow.to}`}
          strokeWidth={2}
          className="-left-0.5 -translate-y-1/2 absolute size-4"
          style={{ top: `${arrow.headAt * 100}%`, color: entityColor(arrow.fromRow) }}
        />
      ))}
    </div>
  );
}
