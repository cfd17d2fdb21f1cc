'use client';

import { CircleAlert } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { Progress } from '#components/ui/progress.tsx';
import { describeError } from '#lib/client/api.ts';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { useUpdateKnowledge } from './mutations.ts';

interface ReindexStatusProps {
  knowledge: KnowledgeDetail;
  disabled: boolean;
  onCalledOff: () => void;
}

/** The re-index that runs, with a way back, or why the last one came to nothing. */
export function ReindexStatus({ knowledge, disabled, onCalledOff }: ReindexStatusProps) {
  const update = useUpdateKnowledge(knowledge.name);
  if (knowledge.reindexProgress !== null) {
    return (
      <div className="flex flex-col gap-2 rounded-md border border-border bg-info-soft px-3 py-2.5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-base tabular-nums">
            Re-indexing: {formatPercent(Math.round(knowledge.reindexProgress * 100) / 100)}. The index in
            force serves meanwhile.
          </p>
          {!disabled && (
            <Button
              size="sm"
              busy={update.isPending}
              onClick={() =>
                update.mutate(
                  { chunking: knowledge.chunking, embedding: knowledge.embedding },
                  {
                    onSuccess: onCalledOff,
                    onError: (error) => toast.error(describeError(error).message),
                  },
                )
              }
            >
              Call it off
            </Button>
          )}
        </div>
        <Progress value={knowledge.reindexProgress} label="Re-indexing" />
      </div>
    );
  }
  if (knowledge.reindexError === null) return null;
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-bad/30 bg-bad-soft px-3 py-2.5">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <p className="min-w-0 text-base [overflow-wrap:anywhere]">
        <span className="font-medium">The last re-index took no effect.</span> {knowledge.reindexError} The
        index before it goes on serving.
      </p>
    </div>
  );
}
