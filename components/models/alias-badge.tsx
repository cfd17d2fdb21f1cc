import { AtSign } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';

/** An alias, perhaps with the version it points at. */
export function AliasBadge({ alias, version }: { alias: string; version?: number }) {
  return (
    <Badge className="gap-0.5">
      <AtSign aria-hidden className="-mr-0.5 size-3 shrink-0 text-muted-foreground" />
      <span className="truncate">{alias}</span>
      {version !== undefined && <span className="text-muted-foreground">&nbsp;v{version}</span>}
    </Badge>
  );
}
