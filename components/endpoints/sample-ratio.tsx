import { Hourglass } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import type { SampleRatio } from '#lib/monitoring/schemas.ts';

const badges = {
  'too-early': { tone: 'neutral', word: 'Too early to tell', icon: Hourglass },
  'as-expected': { tone: 'ok', word: 'Shares as configured', icon: undefined },
  mismatch: { tone: 'bad', word: 'Shares are not as configured', icon: undefined },
} as const;

/** Whether people arrived in the configured shares: if not, the arms may not be compared. */
export function SampleRatioVerdict({ ratio }: { ratio: SampleRatio }) {
  const { tone, word, icon } = badges[ratio.status];
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <StatusBadge tone={tone} icon={icon}>
        {word}
      </StatusBadge>
      <span className="min-w-0 [overflow-wrap:anywhere]">{ratio.message}</span>
    </p>
  );
}
