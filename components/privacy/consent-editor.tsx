'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { formatCount } from '#components/ui/format.ts';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import type { ConsentText } from '#lib/privacy/schemas.ts';
import { PlainText } from './plain-text.tsx';
import { useConsentText, useSetConsentText } from './queries.ts';

export function ConsentPanel() {
  const consent = useConsentText();
  if (consent.error) return <ErrorState error={consent.error} onRetry={() => void consent.refetch()} />;
  if (consent.data === undefined) return <SkeletonText lines={6} />;
  return <ConsentEditor key={consent.data.version} current={consent.data} />;
}

function stateOf({ version, text, given }: ConsentText): string {
  if (text === '') return 'Nobody is asked at present.';
  return `Version ${version} is in force; ${formatCount(given)} people agreed to it.`;
}

function ConsentEditor({ current }: { current: ConsentText }) {
  const save = useSetConsentText();
  const [text, setText] = useState(current.text);
  const changed = text.trim() !== current.text;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title="Text before the first chat" description={stateOf(current)}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(text.trim());
          }}
        >
          <Field
            label="Text"
            hint="Plain text. Every change is a new version, to which everybody is asked to agree again. Empty asks nobody."
          >
            {(control) => (
              <Textarea
                {...control}
                rows={12}
                maxLength={20_000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <FormError>{save.error ? describeError(save.error).message : undefined}</FormError>
          <Button
            type="submit"
            variant="primary"
            className="self-start"
            disabled={!changed}
            busy={save.isPending}
          >
            Put version {current.version + 1} in force
          </Button>
        </form>
      </Card>
      <Card title="Preview" description="As people see it in the chat.">
        {text.trim() === '' ? (
          <p className="text-muted-foreground">People start to chat without a question.</p>
        ) : (
          <PlainText text={text.trim()} />
        )}
      </Card>
    </div>
  );
}
