import type { Change } from '#lib/changes/schemas.ts';
import { jsonDifference, type Line } from './json-difference.ts';

const looks: Record<Line['kind'], { mark: string; classes: string }> = {
  removed: { mark: '−', classes: 'bg-bad-soft' },
  added: { mark: '+', classes: 'bg-ok-soft' },
};

/** What changes, value by value, as it was when it was proposed. */
export function ChangeDifference({ before, after }: Pick<Change, 'before' | 'after'>) {
  const lines = jsonDifference(before, after);
  if (lines.length === 0) return <p className="text-muted-foreground text-sm">Nothing to compare.</p>;
  return (
    <ul
      aria-label="What changes"
      className="overflow-x-auto rounded-md border border-border font-mono text-sm"
    >
      {lines.map((line) => (
        <li key={`${line.kind}${line.path}`} className={`flex gap-2 px-3 py-0.5 ${looks[line.kind].classes}`}>
          <span aria-hidden>{looks[line.kind].mark}</span>
          <span className="sr-only">{line.kind}</span>
          <span className="text-muted-foreground">{line.path}</span>
          <span className="[overflow-wrap:anywhere]">{line.value}</span>
        </li>
      ))}
    </ul>
  );
}
