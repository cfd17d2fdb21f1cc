import { StatusBadge } from '#components/ui/badge.tsx';
import { type EndpointSummary, targetText } from '#lib/serving/schemas.ts';
import { entityColor, shareText, splitText, viaText } from './entity-words.ts';

/** A split as one bar with a line of words for each entity. */
export function SplitBar({ entities }: { entities: EndpointSummary['servedEntities'] }) {
  return (
    <div className="flex flex-col gap-1 py-1">
      <div role="img" aria-label={splitText(entities)} className="flex h-2 gap-px overflow-hidden rounded-sm">
        {entities.map((entity, index) => (
          <span
            key={entity.name}
            style={{ width: `${entity.trafficPercentage}%`, backgroundColor: entityColor(index) }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-3 text-sm">
        {entities.map((entity, index) => (
          <li key={entity.name} className="flex items-center gap-1.5 tabular-nums">
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-sm"
              style={{ backgroundColor: entityColor(index) }}
            />
            {shareText(entity)} {targetText(entity.target)}
            {entity.problem !== null ? (
              <StatusBadge tone="bad">points at nothing</StatusBadge>
            ) : (
              viaText(entity.target) !== null && (
                <span className="text-muted-foreground">v{entity.resolvedVersion}</span>
              )
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
