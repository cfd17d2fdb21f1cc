'use client';

import { Card } from '#components/ui/card.tsx';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import { QuestionForm } from './question-form.tsx';
import { TrialAnswer } from './trial-answer.tsx';
import { useTrial } from './use-trial.ts';

/** Asks one version a question, outside every endpoint. */
export function TryVersion({ version }: { version: ModelVersion }) {
  const { trial, running, ask, stop } = useTrial(version.model, version.number);
  return (
    <Card
      title="Try it"
      description="Answers come from this version alone. They are logged as playground traffic and count for no endpoint."
    >
      <div className="flex max-w-3xl flex-col gap-4">
        <QuestionForm
          signature={version.chain.input}
          askLabel={`Ask version ${version.number}`}
          running={running}
          onAsk={ask}
          onStop={stop}
        />
        {trial && <TrialAnswer trial={trial} />}
      </div>
    </Card>
  );
}
