'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { describeError } from '#lib/client/api.ts';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { ChunkingFields } from './chunking-fields.tsx';
import { ChunkingPreview } from './chunking-preview.tsx';
import { EmbeddingFields } from './embedding-fields.tsx';
import { useUpdateKnowledge } from './mutations.ts';
import {
  chunkingDraft,
  embeddingDraft,
  parseChunking,
  parseEmbedding,
  sameOptions,
} from './options-draft.ts';
import { ReindexStatus } from './reindex-status.tsx';
import { counted } from './words.ts';

interface IndexOptionsProps {
  knowledge: KnowledgeDetail;
  disabled: boolean;
}

/** How documents are cut and embedded. Nothing changes until it is applied, and then only once it is complete. */
export function IndexOptions({ knowledge, disabled }: IndexOptionsProps) {
  const update = useUpdateKnowledge(knowledge.name);
  const [cut, setCut] = useState(() => chunkingDraft(knowledge.nextChunking ?? knowledge.chunking));
  const [vectors, setVectors] = useState(() =>
    embeddingDraft(knowledge.nextEmbedding ?? knowledge.embedding),
  );
  const chunking = parseChunking(cut);
  const embedding = parseEmbedding(vectors);
  const target = {
    chunking: knowledge.nextChunking ?? knowledge.chunking,
    embedding: knowledge.nextEmbedding ?? knowledge.embedding,
  };
  const cutChanged = chunking.value !== null && !sameOptions(chunking.value, target.chunking);
  const vectorsChanged = embedding.value === null || !sameOptions(embedding.value, target.embedding);
  const ready = chunking.value !== null && embedding.value !== null && (cutChanged || vectorsChanged);
  const apply = () => {
    if (chunking.value === null || embedding.value === null) return;
    update.mutate(
      { chunking: chunking.value, embedding: embedding.value },
      {
        onSuccess: () => toast.success('Re-indexing has begun. The index in force serves until it is done.'),
      },
    );
  };
  const reset = () => {
    setCut(chunkingDraft(knowledge.chunking));
    setVectors(embeddingDraft(knowledge.embedding));
  };
  return (
    <Card
      title="Index"
      description="How documents are cut into passages and whether their meaning is compared. The present index serves until a new one is complete."
    >
      <div className="flex flex-col gap-5">
        <ReindexStatus knowledge={knowledge} disabled={disabled} onCalledOff={reset} />
        <div className="grid gap-6 lg:grid-cols-2">
          <section aria-label="Chunking" className="flex flex-col gap-3">
            <h3 className="font-semibold text-base">Passages</h3>
            <ChunkingFields draft={cut} problems={chunking.problems} disabled={disabled} onChange={setCut} />
          </section>
          <section aria-label="Embeddings" className="flex flex-col gap-3">
            <h3 className="font-semibold text-base">Embeddings</h3>
            <EmbeddingFields
              draft={vectors}
              problems={vectorsChanged ? embedding.problems : {}}
              disabled={disabled}
              onChange={setVectors}
            />
          </section>
        </div>
        {!disabled && (
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary" disabled={!ready} busy={update.isPending} onClick={apply}>
              Apply and re-index
            </Button>
            <Button variant="ghost" disabled={!cutChanged && !vectorsChanged} onClick={reset}>
              Discard changes
            </Button>
            <span className="text-muted-foreground text-sm">
              {ready
                ? `${counted(knowledge.documentCount, 'document')} will be worked through again.`
                : 'No change to apply.'}
            </span>
          </div>
        )}
        {update.error && (
          <p role="alert" className="text-bad text-sm [overflow-wrap:anywhere]">
            {describeError(update.error).message}
          </p>
        )}
        <ChunkingPreview
          name={knowledge.name}
          current={knowledge.chunking}
          proposed={chunking.value ?? knowledge.chunking}
        />
      </div>
    </Card>
  );
}
