import Link from 'next/link';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { formatMoment } from '#components/ui/format.ts';
import type { ChartMark } from '#lib/dashboards/schemas.ts';

const words: Record<ChartMark['kind'], { word: string; tone: Tone }> = {
  version: { word: 'version', tone: 'info' },
  split: { word: 'split', tone: 'info' },
  rollback: { word: 'roll-back', tone: 'warn' },
  alert: { word: 'alert', tone: 'bad' },
  incident: { word: 'incident', tone: 'bad' },
};

interface MarkListProps {
  marks: readonly ChartMark[];
  more: boolean;
}

/** The marks of the charts in words, newest first, each leading to where it is told in full. */
export function MarkList({ marks, more }: MarkListProps) {
  if (marks.length === 0) return null;
  return (
    <details className="rounded-md border border-border bg-surface px-4 py-2.5">
      <summary className="cursor-pointer text-sm">
        {marks.length === 1 ? '1 change or alert' : `${marks.length} changes and alerts`} in this range
      </summary>
      <ol className="mt-2 flex max-h-64 flex-col gap-1.5 overflow-y-auto">
        {[...marks].reverse().map((mark) => (
          <li
            key={`${mark.at} ${mark.kind} ${mark.label}`}
            className="flex flex-wrap items-center gap-2 text-sm"
          >
            <StatusBadge tone={words[mark.kind].tone}>{words[mark.kind].word}</StatusBadge>
            <Link href={mark.href} className="underline-offset-4 [overflow-wrap:anywhere] hover:underline">
              {mark.label}
            </Link>
            <time dateTime={mark.at} className="text-muted-foreground">
              {formatMoment(new Date(mark.at))}
            </time>
          </li>
        ))}
      </ol>
      {more && (
        <p className="pt-2 text-muted-foreground text-xs">There are more; narrow the range to see them.</p>
      )}
    </details>
  );
}
