import Link from 'next/link';
import type { ColumnDetail } from '#lib/monitors/schemas.ts';
import { formatColumn } from './words.ts';

/** Requests that show what a verdict says; nothing for whoever may not read requests. */
export function Examples({ detail }: { detail: ColumnDetail }) {
  const { examples, finding, label, unit } = detail;
  if (examples.length === 0 || finding === null) return null;
  return (
    <section aria-label="Examples" className="flex flex-col gap-1">
      <h4 className="font-medium text-sm">
        {finding.kind === 'text' ? 'Questions farthest from the baseline' : 'Requests that show it'}
      </h4>
      <ul className="divide-y divide-border rounded-md border border-border text-base">
        {examples.map(({ requestId, question, value }) => (
          <li key={requestId} className="flex items-baseline gap-3 px-3 py-1.5">
            <Link
              href={`/inferences/${requestId}`}
              className="line-clamp-2 min-w-0 flex-1 underline-offset-4 [overflow-wrap:anywhere] hover:underline"
            >
              {question}
            </Link>
            <span className="max-w-[40%] truncate text-muted-foreground text-sm tabular-nums">
              <span className="sr-only">{label}: </span>
              {say(value, unit)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function say(value: ColumnDetail['examples'][number]['value'], unit: string | null): string {
  if (value === null) return 'no value';
  if (typeof value === 'number') return formatColumn(value, unit);
  return value === true ? 'yes' : value === false ? 'no' : value;
}
