import { Ban, CircleCheck, CircleHelp, CircleStop, TriangleAlert } from 'lucide-react';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import type { InferenceStatus } from '#lib/inference/schemas.ts';

const look = {
  ok: { tone: 'ok', icon: CircleCheck },
  declined: { tone: 'info', icon: CircleHelp },
  stopped: { tone: 'neutral', icon: CircleStop },
  error: { tone: 'bad', icon: TriangleAlert },
  refused: { tone: 'warn', icon: Ban },
} as const satisfies Record<InferenceStatus, { tone: Tone; icon: unknown }>;

export function InferenceStatusBadge({ status }: { status: InferenceStatus }) {
  return (
    <StatusBadge tone={look[status].tone} icon={look[status].icon}>
      {status}
    </StatusBadge>
  );
}

export const statusMeaning: Record<InferenceStatus, string> = {
  ok: 'Answered.',
  declined: 'The documents held no answer, and the answer says so.',
  stopped: 'The reader or the client left before the end.',
  error: 'Something failed.',
  refused: 'Not admitted.',
};
