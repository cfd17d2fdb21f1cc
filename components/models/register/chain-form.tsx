'use client';

import { Card } from '#components/ui/card.tsx';
import type { FormPartProps } from './form-parts.ts';
import { ModelFields } from './model-fields.tsx';
import { PromptFields, StepFields } from './prompt-fields.tsx';
import { RetrievalFields } from './retrieval-fields.tsx';

interface ChainFormProps extends Omit<FormPartProps, 'form'> {
  /** Null while the document can only be edited as text. */
  form: FormPartProps['form'] | null;
}

/** The usual fields of a chain document, each bound to its place in the text. */
export function ChainFormView({ form, ...part }: ChainFormProps) {
  if (form === null) {
    return (
      <Card title="Form">
        <p className="text-muted-foreground">
          The form comes back when the document is readable YAML without aliases. Mend it in the editor.
        </p>
      </Card>
    );
  }
  const props = { form, ...part };
  return (
    <div className="flex flex-col gap-4">
      <Card title="Retrieval">
        <RetrievalFields {...props} />
      </Card>
      <Card title="Model">
        <ModelFields {...props} />
      </Card>
      <Card title="Prompt">
        <PromptFields {...props} />
      </Card>
      <Card title="Steps and output">
        <StepFields {...props} />
      </Card>
    </div>
  );
}
