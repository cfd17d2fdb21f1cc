import { Archive, Construction, FlaskConical, type LucideIcon, Rocket } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import type { Stage } from '#lib/registry/schemas.ts';

const lookOf: Record<Stage, { icon: LucideIcon; classes: string }> = {
  development: { icon: Construction, classes: 'border-env-development/40 text-env-development' },
  staging: { icon: FlaskConical, classes: 'border-env-staging/40 text-env-staging' },
  production: { icon: Rocket, classes: 'border-env-production/40 text-env-production' },
  archived: { icon: Archive, classes: 'border-border text-muted-foreground' },
};

/** Where a version stands in its life, in the colours of the environments; perhaps with its number. */
export function StageBadge({ stage, version }: { stage: Stage; version?: number }) {
  const { icon: Icon, classes } = lookOf[stage];
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 align-middle font-medium text-xs',
        classes,
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      {stage}
      {version !== undefined && <span className="tabular-nums">v{version}</span>}
    </span>
  );
}
