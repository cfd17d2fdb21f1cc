import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import type { ChangeState } from '#lib/changes/schemas.ts';

const looks: Record<ChangeState, { tone: Tone; word: string }> = {
  pending: { tone: 'warn', word: 'Waits for approval' },
  applying: { tone: 'info', word: 'Being made' },
  applied: { tone: 'ok', word: 'Approved and made' },
  refused: { tone: 'bad', word: 'Refused' },
  withdrawn: { tone: 'neutral', word: 'Withdrawn' },
  failed: { tone: 'bad', word: 'Could not be made' },
};

export function ChangeStateBadge({ state }: { state: ChangeState }) {
  return <StatusBadge tone={looks[state].tone}>{looks[state].word}</StatusBadge>;
}
