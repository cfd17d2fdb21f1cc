import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral';

const toneOf: Record<Tone, { classes: string; icon: LucideIcon }> = {
  ok: { classes: 'bg-ok-soft text-ok', icon: CircleCheck },
  warn: { classes: 'bg-warn-soft text-warn', icon: TriangleAlert },
  bad: { classes: 'bg-bad-soft text-bad', icon: CircleAlert },
  info: { classes: 'bg-info-soft text-info', icon: Info },
  neutral: { classes: 'bg-muted text-muted-foreground', icon: CircleDashed },
};

const shape =
  'inline-flex h-5 max-w-full items-center align-middle gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs';

/** A plain label: an alias, a file type, a count. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={cn(shape, 'bg-muted text-foreground', className)}>{children}</span>;
}

export interface StatusBadgeProps {
  tone: Tone;
  /** The word; colour alone never tells. */
  children: ReactNode;
  icon?: LucideIcon;
  className?: string;
}

export function StatusBadge({ tone, children, icon, className }: StatusBadgeProps) {
  const Icon = icon ?? toneOf[tone].icon;
  return (
    <span className={cn(shape, toneOf[tone].classes, className)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  );
}

const environmentClass = {
  development: 'border-env-development/40 text-env-development',
  staging: 'border-env-staging/40 text-env-staging',
  production: 'border-env-production/40 text-env-production',
} as const;

export function EnvironmentBadge({ environment }: { environment: keyof typeof environmentClass }) {
  return (
    <span className={cn(shape, 'border', environmentClass[environment])}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {environment}
    </span>
  );
}
