'use client';

import { Card } from '#components/ui/card.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { type DocumentForm, documentForms } from '#lib/chain/schemas.ts';
import { formWords } from '../form-words.ts';
import type { FormPartProps } from './form-parts.ts';
import { InputsEditor } from './inputs-editor.tsx';
import { ModelFields } from './model-fields.tsx';
import { OutputField, PromptFields } from './prompt-fields.tsx';
import { RetrievalFields } from './retrieval-fields.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { StepList } from './step-list.tsx';

interface ChainFormProps extends Omit<FormPartProps, 'form'> {
  /** Null while the document can only be edited as text. */
  form: FormPartProps['form'] | null;
  chooseForm: (kind: DocumentForm) => void;
}

/** What a version's document says, each field bound to its place in the text. */
export function ChainFormView({ form, chooseForm, ...part }: ChainFormProps) {
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
  const isChain = form.kind === 'chain';
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card
        title="Packaging form"
        description="What the version is. Changing back brings back what was there."
      >
        <RadioGroup
          aria-label="Packaging form"
          value={form.kind}
          onValueChange={chooseForm}
          options={documentForms.map((value) => ({ value, ...formWords[value] }))}
        />
      </Card>
      <Card title="Inputs" description="What a request must look like.">
        <InputsEditor {...props} />
      </Card>
      {isChain && (
        <>
          <Card title="Before the answer" description="Steps the question goes through, in this order.">
            <StepList list="preprocess" {...props} />
          </Card>
          <Card title="Retrieval">
            <RetrievalFields {...props} />
          </Card>
        </>
      )}
      <Card title={form.kind === 'remote' ? 'Server' : 'Model'}>
        <ModelFields {...props} />
      </Card>
      {isChain && (
        <Card title="Routing">
          <RulesEditor {...props} />
        </Card>
      )}
      {(isChain || form.kind === 'prompt') && (
        <Card title="Prompt">
          <PromptFields {...props} />
        </Card>
      )}
      {isChain && (
        <Card title="After the answer" description="Steps the answer goes through, in this order.">
          <div className="flex flex-col gap-4">
            <StepList list="postprocess" {...props} />
            <OutputField {...props} />
          </div>
        </Card>
      )}
    </div>
  );
}
