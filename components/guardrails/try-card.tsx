'use client';

import { useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { GuardStage, PolicyDocument, Trial } from '#lib/guardrails/schemas.ts';
import { useTryPolicy } from './queries.ts';
import { actionWords, guardWords, stageWords } from './words.ts';

interface TryCardProps {
  endpoint: string;
  document: PolicyDocument;
  stage: GuardStage;
}

/** Shows what the draft would make of a text, before anybody else meets it. */
export function TryCard({ endpoint, document, stage }: TryCardProps) {
  const [text, setText] = useState('');
  const trial = useTryPolicy(endpoint);
  return (
    <Card title="Try it" description={`As “${stageWords[stage]}”, with the draft. Nothing is kept.`}>
      <form
        className="flex flex-col items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate({ document, stage, text });
        }}
      >
        <Field label="A text" className="w-full" required>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              maxLength={20_000}
              placeholder="Write to ana@example.org, or call +49 30 901820."
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={trial.isPending} disabled={text.trim() === ''}>
          Screen this text
        </Button>
        {trial.error && <ErrorState error={trial.error} title="The text was not screened." />}
        {trial.data && <Outcome trial={trial.data} />}
      </form>
    </Card>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  return (
    <div className="flex w-full flex-col gap-2" aria-live="polite">
      {trial.blocked ? (
        <StatusBadge tone="bad">Blocked</StatusBadge>
      ) : (
        <StatusBadge tone={trial.hits.length > 0 ? 'warn' : 'ok'}>
          {trial.hits.length > 0 ? 'Passes, changed or flagged' : 'Passes as it is'}
        </StatusBadge>
      )}
      <p className="whitespace-pre-wrap rounded-md bg-muted px-3 py-2 text-sm [overflow-wrap:anywhere]">
        {trial.blocked ? trial.message : trial.text}
      </p>
      <ul className="flex flex-col gap-1 text-sm">
        {trial.hits.map((hit) => (
          <li key={`${hit.guard}-${hit.kind}-${hit.action}`}>
            <span className="font-medium">{actionWords[hit.action]}</span>: {guardWords[hit.guard]} (
            {hit.kind}){hit.count > 1 && `, ${hit.count} times`}
          </li>
        ))}
      </ul>
    </div>
  );
}
