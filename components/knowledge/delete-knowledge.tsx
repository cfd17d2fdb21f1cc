'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { describeError } from '#lib/client/api.ts';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { useDeleteKnowledge } from './mutations.ts';
import { counted } from './words.ts';

export function DeleteKnowledge({ knowledge }: { knowledge: KnowledgeDetail }) {
  const router = useRouter();
  const remove = useDeleteKnowledge(knowledge.name);
  const [asking, setAsking] = useState(false);
  return (
    <Card
      title="Delete this knowledge base"
      description="Applications that search it will find nothing."
      actions={
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete knowledge base
        </Button>
      }
      className="[&>div:last-child]:hidden [&>header]:pb-3.5"
    >
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete "${knowledge.name}"?`}
        confirmLabel="Delete knowledge base"
        typeToConfirm={knowledge.name}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              toast.success(`"${knowledge.name}" is deleted.`);
              router.push('/knowledge');
            },
          })
        }
      >
        <p>
          {counted(knowledge.documentCount, 'document')}, {counted(knowledge.chunkCount, 'passage')} and{' '}
          {counted(knowledge.snapshot, 'snapshot')} are erased, the original files too. Answers keep the words
          they quoted, but their sources can no longer be opened. This cannot be undone. While a version that
          serves searches it, nothing is deleted and you are told what to move first.
        </p>
        {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
      </ConfirmDialog>
    </Card>
  );
}
