'use client';

import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import type { EndpointDetail, TrafficSchedule } from '#lib/serving/schemas.ts';
import { percentText } from './entity-words.ts';
import { useCancelSchedule } from './mutations.ts';

interface ScheduleTimelineProps {
  endpoint: EndpointDetail;
  mayWrite: boolean;
}

/** The rollout that is running: what was done, what comes next, and the way to stop it. */
export function ScheduleTimeline({ endpoint, mayWrite }: ScheduleTimelineProps) {
  const schedule = endpoint.schedules.find(({ state }) => state === 'running');
  if (schedule === undefined) return null;
  const next = schedule.steps.findIndex(({ config }) => config === null);
  return (
    <section aria-label="Running rollout" className="mb-4 rounded-md border border-border px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-medium">Rollout running</h3>
          <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">
            Planned by {schedule.createdBy}, <RelativeTime at={schedule.createdAt} />
            {schedule.reason !== '' && `: ${schedule.reason}`}
            {schedule.ticket !== '' && ` (${schedule.ticket})`}
          </p>
        </div>
        {mayWrite && <CancelSchedule endpoint={endpoint.name} schedule={schedule} />}
      </div>
      <ol className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
        {schedule.steps.map((step, index) => (
          <li key={step.at} className="flex items-start gap-2 text-sm tabular-nums">
            <StepIcon done={step.config !== null} next={index === next} />
            <span>
              <span className="flex flex-wrap items-center gap-1.5">
                <RelativeTime at={step.at} />
                {index === next && <Badge>next</Badge>}
                {step.config !== null && <Badge>configuration {step.config}</Badge>}
              </span>
              <span className="text-muted-foreground">{sharesText(step.shares, endpoint)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepIcon({ done, next }: { done: boolean; next: boolean }) {
  const className = 'mt-0.5 size-4 shrink-0';
  if (done) return <CircleCheck role="img" aria-label="Done" className={`${className} text-ok`} />;
  if (next) return <CircleDot aria-hidden className={`${className} text-accent-text`} />;
  return <CircleDashed aria-hidden className={`${className} text-muted-foreground`} />;
}

/** In the order of the picture. */
function sharesText(shares: Record<string, number>, { servedEntities }: EndpointDetail): string {
  return servedEntities.map(({ name }) => `${name} ${percentText(shares[name] ?? 0)}`).join(', ');
}

function CancelSchedule({ endpoint, schedule }: { endpoint: string; schedule: TrafficSchedule }) {
  const cancel = useCancelSchedule(endpoint);
  const [asking, setAsking] = useState(false);
  const waiting = schedule.steps.filter(({ config }) => config === null).length;
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Cancel rollout
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this rollout?"
        confirmLabel="Cancel rollout"
        busy={cancel.isPending}
        onConfirm={() =>
          cancel.mutate(schedule.id, {
            onSuccess: () => {
              setAsking(false);
              toast.success('The rollout is cancelled. Shares stay as they are now.');
            },
            onError: (error) =>
              toast.error('The rollout was not cancelled.', { description: describeError(error).message }),
          })
        }
      >
        <p>
          {waiting === 1 ? 'The step that waits is' : `The ${waiting} steps that wait are`} given up. Shares
          stay as they are now.
        </p>
      </ConfirmDialog>
    </>
  );
}
