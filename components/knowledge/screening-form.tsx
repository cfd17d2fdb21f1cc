'use client';

import { toast } from 'sonner';
import { Card } from '#components/ui/card.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { type KnowledgeDetail, screeningSchema } from '#lib/knowledge/schemas.ts';
import { useUpdateKnowledge } from './mutations.ts';

const options = [
  { value: 'off', label: 'Do nothing' },
  { value: 'flag', label: 'Publish it, and ask a reviewer' },
  { value: 'quarantine', label: 'Hold it back until a reviewer releases it' },
];

interface ScreeningFormProps {
  knowledge: KnowledgeDetail;
  disabled: boolean;
}

/** What becomes of documents that talk to the model instead of the reader. Documents to come are meant. */
export function ScreeningForm({ knowledge, disabled }: ScreeningFormProps) {
  const update = useUpdateKnowledge(knowledge.name);
  const choose = (value: string) =>
    update.mutate(
      { screening: screeningSchema.parse(value) },
      { onSuccess: () => toast.success('Screening saved.') },
    );
  return (
    <Card title="Screening">
      <Field
        label="When a new document holds instructions to a model, or hidden text"
        className="max-w-prose"
        error={update.error ? describeError(update.error).message : undefined}
      >
        {(control) => (
          <Select
            {...control}
            value={knowledge.screening}
            options={options}
            disabled={disabled || update.isPending}
            onValueChange={choose}
          />
        )}
      </Field>
    </Card>
  );
}
