'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { useUpdateKnowledge } from './mutations.ts';

export function DescriptionForm({ knowledge, disabled }: { knowledge: KnowledgeDetail; disabled: boolean }) {
  const update = useUpdateKnowledge(knowledge.name);
  const [text, setText] = useState(knowledge.description);
  const save = () =>
    update.mutate({ description: text.trim() }, { onSuccess: () => toast.success('Description saved.') });
  return (
    <Card title="Description">
      <form
        className="flex max-w-prose flex-col items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label="What these documents are"
          className="w-full"
          error={update.error ? describeError(update.error).message : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              disabled={disabled}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          busy={update.isPending}
          disabled={disabled || text.trim() === knowledge.description}
        >
          Save description
        </Button>
      </form>
    </Card>
  );
}
