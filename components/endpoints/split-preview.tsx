'use client';

import { describeError } from '#lib/client/api.ts';
import { useSettled } from '#lib/client/use-settled.ts';
import type { SplitPreview as Preview } from '#lib/serving/schemas.ts';
import { shareRecord, type TrafficDraft } from './draft.ts';
import { entityColor, percentText } from './entity-words.ts';
import { previewBasis, previewWords } from './preview-words.ts';
import { useSplitPreview } from './queries.ts';

/** Who would be answered by something else if the draft's shares were applied. */
export function SplitPreview({ endpoint, draft }: { endpoint: string; draft: TrafficDraft }) {
  const wanted = JSON.stringify(shareRecord(draft.entities));
  const changed = wanted !== JSON.stringify(shareRecord(draft.baseEntities));
  const settled = useSettled(wanted);
  const shares: Record<string, number> | null = changed ? JSON.parse(settled) : null;
  const preview = useSplitPreview(endpoint, shares);
  if (!changed) {
    return <p className="text-muted-foreground text-sm">Move a slider to see who would move with it.</p>;
  }
  return (
    <div className="flex flex-col gap-1.5" aria-live="polite" aria-busy={preview.isFetching}>
      {preview.data ? (
        <>
          <p className="tabular-nums">{previewWords(preview.data)}</p>
          <FlowBar preview={preview.data} names={namesOf(draft)} />
          <p className="text-muted-foreground text-sm">{previewBasis(preview.data)}</p>
        </>
      ) : preview.error ? (
        <p className="text-muted-foreground text-sm">
          Who moves could not be worked out: {describeError(preview.error).message}
        </p>
      ) : (
        <p className="text-muted-foreground text-sm">Working out who moves…</p>
      )}
    </div>
  );
}

/** Everybody as one bar: those who stay in grey, those who move from one colour to the other. */
function FlowBar({ preview, names }: { preview: Preview; names: readonly string[] }) {
  const colorOf = (name: string) => entityColor(Math.max(0, names.indexOf(name)));
  return (
    <div aria-hidden className="flex h-3 max-w-xl gap-px overflow-hidden rounded-sm">
      {preview.moves.map(({ from, to, share }) => (
        <span
          key={`${from} ${to}`}
          title={`${percentText(share * 100)} from ${from} to ${to}`}
          style={{
            width: `${share * 100}%`,
            minWidth: 4,
            backgroundImage: `linear-gradient(90deg, ${colorOf(from)} 35%, ${colorOf(to)} 65%)`,
          }}
        />
      ))}
      <span className="flex-1 bg-border" title={`${percentText(preview.stay * 100)} stay`} />
    </div>
  );
}

/** Names at the place that gives them their colour; removed ones come after those that stay. */
function namesOf({ entities, baseEntities }: TrafficDraft): string[] {
  return [...new Set([...entities, ...baseEntities].map(({ name }) => name))];
}
