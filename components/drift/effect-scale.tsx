import { cn } from '#components/ui/cn.ts';
import type { DriftFinding, EffectMeasure } from '#lib/monitors/schemas.ts';

/** Where small, moderate and large begin, as the server judges. */
const steps: Record<EffectMeasure, readonly [number, number, number]> = {
  wasserstein: [0.1, 0.25, 0.5],
  centres: [0.1, 0.25, 0.5],
  'jensen-shannon': [0.1, 0.2, 0.3],
  cosine: [0.1, 0.2, 0.3],
};

const names = ['negligible', 'small', 'moderate', 'large'] as const;
const looks = ['bg-muted-foreground', 'bg-warn', 'bg-warn', 'bg-bad'] as const;

/** How large a change is: four steps of equal width, filled as far as the change goes; without alarm when it may be chance. */
export function EffectScale({
  finding,
}: {
  finding: Pick<DriftFinding, 'effect' | 'effectMeasure' | 'size' | 'verdict'>;
}) {
  const look = finding.verdict === 'drift' ? looks[names.indexOf(finding.size)] : looks[0];
  const bounds = [0, ...steps[finding.effectMeasure]];
  return (
    <div className="flex max-w-lg flex-col gap-1">
      <div
        role="img"
        aria-label={`Size of the change: ${finding.size}, ${finding.effect.toFixed(2)}`}
        className="grid grid-cols-4 gap-1"
      >
        {names.map((name, i) => (
          <span key={name} className="h-2 overflow-hidden rounded-full bg-muted">
            <span
              className={cn('block h-full', look)}
              style={{
                width: `${Math.max(filled(finding.effect, bounds[i] ?? 0, bounds[i + 1]), name === finding.size ? 0.06 : 0) * 100}%`,
              }}
            />
          </span>
        ))}
      </div>
      <div aria-hidden className="grid grid-cols-4 gap-1 text-muted-foreground text-xs">
        {names.map((name, i) => (
          <span key={name} className={cn(name === finding.size && 'font-semibold text-foreground')}>
            {name}
            {i > 0 && <span className="hidden sm:inline"> from {bounds[i]}</span>}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Share of one step that a change fills; the last step has no end and is full at twice its beginning. */
function filled(effect: number, from: number, to = from * 2): number {
  return Math.min(1, Math.max(0, (effect - from) / (to - from)));
}
