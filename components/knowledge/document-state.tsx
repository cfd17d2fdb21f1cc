import { Ban, CircleAlert, CircleCheck, Clock, LoaderCircle, ShieldAlert } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { activeDocumentStates, type DocumentState, type DocumentSummary } from '#lib/knowledge/schemas.ts';
import { stateWords } from './words.ts';

interface StateProps {
  document: Pick<DocumentSummary, 'name' | 'state' | 'stageProgress'>;
}

const stages: readonly DocumentState[] = ['parsing', 'chunking', 'embedding', 'indexing'];

export function isActive(state: DocumentState): boolean {
  return activeDocumentStates.includes(state);
}

/** A word for where a document stands; while it is worked on, its four stages as a bar. */
export function DocumentStateMark(props: StateProps) {
  return (
    <div className="flex">
      <Mark {...props} />
    </div>
  );
}

function Mark({ document }: StateProps) {
  switch (document.state) {
    case 'ready':
      return (
        <StatusBadge tone="ok" icon={CircleCheck}>
          Ready
        </StatusBadge>
      );
    case 'failed':
      return (
        <StatusBadge tone="bad" icon={CircleAlert}>
          Failed
        </StatusBadge>
      );
    case 'cancelled':
      return (
        <StatusBadge tone="neutral" icon={Ban}>
          Cancelled
        </StatusBadge>
      );
    case 'quarantined':
      return (
        <StatusBadge tone="warn" icon={ShieldAlert}>
          Quarantined
        </StatusBadge>
      );
    case 'queued':
      return (
        <StatusBadge tone="neutral" icon={Clock}>
          Queued
        </StatusBadge>
      );
    default:
      return <StageBar document={document} />;
  }
}

function StageBar({ document }: StateProps) {
  const at = stages.indexOf(document.state);
  const percent = Math.round(document.stageProgress * 100);
  return (
    <div className="flex w-36 flex-col gap-1">
      <span className="flex items-center gap-1 font-medium text-info text-xs">
        <LoaderCircle aria-hidden className="size-3.5 animate-spin motion-reduce:animate-none" />
        {stateWords[document.state]}
        {percent > 0 && <span className="ml-auto tabular-nums">{percent} %</span>}
      </span>
      <div
        role="progressbar"
        aria-label={`${stateWords[document.state]} ${document.name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="flex gap-0.5"
      >
        {stages.map((stage, index) => (
          <span key={stage} className="h-1 flex-1 overflow-hidden rounded-full bg-muted">
            <span
              className={cn(
                'block h-full bg-accent transition-[width]',
                index > at && 'w-0',
                index < at && 'w-full',
              )}
              style={index === at ? { width: `${percent}%` } : undefined}
            />
          </span>
        ))}
      </div>
    </div>
  );
}
