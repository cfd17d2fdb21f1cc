'use client';

import { useMemo } from 'react';
import { Card } from '#components/ui/card.tsx';
import type { InputSignature } from '#lib/chain/schemas.ts';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import type { TryVersion } from '#lib/serving/schemas.ts';
import { mergedVariables } from '../input-drafts.ts';
import { modelText } from '../pipeline-steps.ts';
import { QuestionForm } from '../question-form.tsx';
import { TrialAnswer } from '../trial-answer.tsx';
import { type TrialControl, useTrial } from '../use-trial.ts';

interface AskBothProps {
  from: ModelVersion;
  to: ModelVersion;
}

/** One question, both versions' answers side by side as they are written. */
export function AskBoth({ from, to }: AskBothProps) {
  const left = useTrial(from.model, from.number);
  const right = useTrial(to.model, to.number);
  const signature = useMemo(() => bothSignatures(from.chain.input, to.chain.input), [from, to]);
  const ask = (question: TryVersion) => {
    left.ask(forVersion(question, from));
    right.ask(forVersion(question, to));
  };
  const stop = () => {
    left.stop();
    right.stop();
  };
  return (
    <Card
      title="Ask both"
      description="One question, both versions answer. Logged as playground traffic; it counts for no endpoint."
    >
      <div className="flex flex-col gap-4">
        <div className="max-w-3xl">
          <QuestionForm
            signature={signature}
            askLabel="Ask both"
            running={left.running || right.running}
            onAsk={ask}
            onStop={stop}
          />
        </div>
        {left.trial !== null && (
          <div className="grid gap-4 md:grid-cols-2">
            <Side version={from} control={left} />
            <Side version={to} control={right} />
          </div>
        )}
      </div>
    </Card>
  );
}

function Side({ version, control }: { version: ModelVersion; control: TrialControl }) {
  return (
    <section
      aria-label={`Answer of version ${version.number}`}
      className="flex min-w-0 flex-col gap-3 rounded-md border border-border px-4 py-3"
    >
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium tabular-nums">
        Version {version.number}
        <span className="font-normal text-muted-foreground text-sm">{modelText(version.chain.model)}</span>
      </h3>
      {control.trial && <TrialAnswer trial={control.trial} />}
    </section>
  );
}

/** What a question to both must look like: short enough for both, with the inputs of both. */
function bothSignatures(from: InputSignature, to: InputSignature): InputSignature {
  return {
    maxQuestionChars: Math.min(from.maxQuestionChars, to.maxQuestionChars),
    variables: mergedVariables([from, to]),
    example: to.example ?? from.example,
  };
}

/** A version refuses inputs that are not its own. */
function forVersion({ question, inputs }: TryVersion, version: ModelVersion): TryVersion {
  const own = version.chain.input.variables ?? {};
  return {
    question,
    inputs: Object.fromEntries(Object.entries(inputs).filter(([name]) => Object.hasOwn(own, name))),
  };
}
