import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import type { PromotionCheck } from '#lib/promotion/schemas.ts';

const toneOf: Record<PromotionCheck['status'], Tone> = { passed: 'ok', warning: 'warn', failed: 'bad' };

/** What was looked at, with its verdict. */
export function CheckList({ checks }: { checks: readonly PromotionCheck[] }) {
  return (
    <ul className="flex flex-col gap-2.5">
      {checks.map((check) => (
        <li key={check.id} className="grid grid-cols-[5rem_minmax(0,1fr)] items-start gap-x-3">
          <span className="pt-0.5">
            <StatusBadge tone={toneOf[check.status]}>{check.status}</StatusBadge>
          </span>
          <div className="[overflow-wrap:anywhere]">
            <p className="font-medium">{check.title}</p>
            <p className="text-muted-foreground text-sm">{check.detail}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
