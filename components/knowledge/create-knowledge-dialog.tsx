'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import { defaultChunking, knowledgeNameSchema } from '#lib/knowledge/schemas.ts';
import { ChunkingFields } from './chunking-fields.tsx';
import { EmbeddingFields } from './embedding-fields.tsx';
import { useCreateKnowledge } from './mutations.ts';
import { chunkingDraft, embeddingDraft, parseChunking, parseEmbedding } from './options-draft.ts';

interface CreateKnowledgeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const formId = 'create-knowledge';
const start = {
  name: '',
  description: '',
  chunking: chunkingDraft(defaultChunking),
  embedding: embeddingDraft({ kind: 'none' }),
};

/** A name is enough; everything else can be changed later. */
export function CreateKnowledgeDialog({ open, onOpenChange }: CreateKnowledgeDialogProps) {
  const router = useRouter();
  const create = useCreateKnowledge();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const name = knowledgeNameSchema.safeParse(draft.name);
  const chunking = parseChunking(draft.chunking);
  const embedding = parseEmbedding(draft.embedding);
  const change = (next: boolean) => {
    setDraft(start);
    setTried(false);
    create.reset();
    onOpenChange(next);
  };
  const submit = () => {
    setTried(true);
    if (!name.success || chunking.value === null || embedding.value === null) return;
    create.mutate(
      {
        name: name.data,
        description: draft.description.trim(),
        chunking: chunking.value,
        embedding: embedding.value,
      },
      {
        onSuccess: (made) => {
          change(false);
          router.push(`/knowledge/${made.name}`);
        },
      },
    );
  };
  const taken = create.error instanceof ApiError && create.error.status === 409;
  const nameProblem = taken
    ? describeError(create.error).message
    : tried && !name.success
      ? draft.name === ''
        ? 'Give it a name.'
        : name.error.issues[0]?.message
      : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Create a knowledge base"
      description="A set of documents that applications can search. You add the documents next."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={create.isPending}>
            Create knowledge base
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label="Name"
          hint="Lower-case letters, digits and hyphens; it appears in addresses and chains and stays."
          error={nameProblem}
          required
        >
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              autoComplete="off"
              autoCapitalize="none"
              placeholder="crane-manuals"
              onChange={(event) => {
                create.reset();
                setDraft({ ...draft, name: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="Description">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={draft.description}
              onChange={(event) => setDraft({ ...draft, description: event.target.value })}
            />
          )}
        </Field>
        <details
          className="rounded-md border border-border px-3 py-2"
          open={tried && (chunking.value === null || embedding.value === null) ? true : undefined}
        >
          <summary className="font-medium text-sm">Chunking and embeddings</summary>
          <div className="flex flex-col gap-5 pt-3 pb-1">
            <ChunkingFields
              draft={draft.chunking}
              problems={chunking.problems}
              onChange={(next) => setDraft({ ...draft, chunking: next })}
            />
            <hr className="border-border" />
            <EmbeddingFields
              draft={draft.embedding}
              problems={tried ? embedding.problems : {}}
              onChange={(next) => setDraft({ ...draft, embedding: next })}
            />
          </div>
        </details>
        {create.error && !taken && (
          <p role="alert" className="text-bad text-sm [overflow-wrap:anywhere]">
            {describeError(create.error).message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
