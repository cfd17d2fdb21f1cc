import { Ban, CircleCheck, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import type { Run, RunStatus } from '#lib/tracking/schemas.ts';

const look = {
  RUNNING: { tone: 'info', icon: LoaderCircle, word: 'running' },
  SCHEDULED: { tone: 'neutral', icon: Clock, word: 'scheduled' },
  FINISHED: { tone: 'ok', icon: CircleCheck, word: 'finished' },
  FAILED: { tone: 'bad', icon: TriangleAlert, word: 'failed' },
  KILLED: { tone: 'warn', icon: Ban, word: 'killed' },
} as const satisfies Record<RunStatus, { tone: Tone; icon: unknown; word: string }>;

export function RunStatusBadge({ run }: { run: Pick<Run, 'status' | 'lifecycle'> }) {
  const { tone, icon, word } = look[run.status];
  if (run.lifecycle === 'deleted') return <StatusBadge tone="neutral">deleted</StatusBadge>;
  return (
    <StatusBadge tone={tone} icon={icon}>
      {word}
    </StatusBadge>
  );
}
