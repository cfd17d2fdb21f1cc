import { Badge } from '#components/ui/badge.tsx';
import type { Tags } from '#lib/registry/schemas.ts';
import { tagText } from './tags.ts';

/** Tags to read. */
export function TagList({ tags, none = '–' }: { tags: Tags; none?: string }) {
  const entries = Object.entries(tags);
  if (entries.length === 0) return <span className="text-muted-foreground">{none}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {entries.map(([key, value]) => (
        <Badge key={key} className="max-w-48">
          <span className="truncate" title={tagText(key, value)}>
            {tagText(key, value)}
          </span>
        </Badge>
      ))}
    </span>
  );
}
