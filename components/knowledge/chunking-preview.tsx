'use client';

import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { Select } from '#components/ui/select.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { useSettled } from '#lib/client/use-settled.ts';
import type { Chunk, Chunking, ChunkingPreview as Preview } from '#lib/knowledge/schemas.ts';
import { sameOptions } from './options-draft.ts';
import { useChunkingPreview } from './queries.ts';
import { counted } from './words.ts';

interface ChunkingPreviewProps {
  name: string;
  current: Chunking;
  /** What is in the form; valid. */
  proposed: Chunking;
}

/** What the options make of a few documents, beside what the options in force make of them. */
export function ChunkingPreview({ name, current, proposed }: ChunkingPreviewProps) {
  // The form makes new options at each rendering; as text, equal ones count as unchanged.
  const settled: Chunking = JSON.parse(useSettled(JSON.stringify(proposed), 400));
  const before = useChunkingPreview(name, current);
  const after = useChunkingPreview(name, settled);
  const [chosen, setChosen] = useState<string | null>(null);
  const documents = after.data?.documents ?? [];
  const shown = documents.find(({ documentId }) => documentId === chosen) ?? documents[0];
  if (after.error && !after.data) {
    return (
      <ErrorState error={after.error} title="There is no preview." onRetry={() => void after.refetch()} />
    );
  }
  return (
    <section
      aria-label="Preview"
      aria-busy={after.isFetching}
      className="flex flex-col gap-3 border-border border-t pt-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold text-base">Preview</h3>
        {documents.length > 1 && (
          <Select
            size="sm"
            aria-label="Document of the preview"
            className="ml-auto w-64 max-w-full"
            value={shown?.documentId}
            onValueChange={setChosen}
            options={documents.map((document) => ({ value: document.documentId, label: document.name }))}
          />
        )}
      </div>
      {!after.data || !before.data ? (
        <SkeletonText lines={4} />
      ) : shown === undefined ? (
        <p className="text-muted-foreground text-sm">Add a document to see how it is cut.</p>
      ) : (
        <>
          <Statistics before={before.data} after={after.data} same={sameOptions(current, settled)} />
          <ol
            aria-label={`Passages of ${shown.name}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className={cn(
              'flex max-h-96 flex-col divide-y divide-border overflow-y-auto rounded-md border border-border transition-opacity',
              after.isPlaceholderData && 'opacity-60',
            )}
          >
            {shown.sample.map((chunk) => (
              <Passage key={chunk.ordinal} chunk={chunk} />
            ))}
          </ol>
          <p className="text-muted-foreground text-sm">
            The first {counted(shown.sample.length, 'passage')} of {formatCount(shown.statistics.count)} in{' '}
            {shown.name}.
          </p>
        </>
      )}
    </section>
  );
}

function Passage({ chunk }: { chunk: Chunk }) {
  return (
    <li className="px-3 py-2">
      <p className="flex justify-between gap-3 text-muted-foreground text-xs">
        <span dir="auto" className="min-w-0 truncate">
          {chunk.ordinal + 1}. {chunk.headingPath.join(' › ')}
        </span>
        <span className="shrink-0 tabular-nums">{formatCount(chunk.text.length)} characters</span>
      </p>
      <p dir="auto" className="whitespace-pre-line text-sm [overflow-wrap:anywhere]">
        {chunk.text}
      </p>
    </li>
  );
}

const rows = [
  { key: 'count', label: 'Passages' },
  { key: 'minChars', label: 'Shortest' },
  { key: 'medianChars', label: 'Median' },
  { key: 'maxChars', label: 'Longest' },
] as const;

function Statistics({ before, after, same }: { before: Preview; after: Preview; same: boolean }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {rows.map(({ key, label }) => (
        <div key={key} className="rounded-md bg-muted px-3 py-2">
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="tabular-nums">
            <span className="font-semibold text-lg">{formatCount(after.statistics[key])}</span>
            {!same && (
              <span className="ml-1.5 text-muted-foreground text-sm">
                now {formatCount(before.statistics[key])}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
