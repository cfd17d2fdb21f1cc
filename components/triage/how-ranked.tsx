'use client';

import { CircleHelp } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { problemReasons, problemWeights } from '#lib/triage/schemas.ts';
import { reasonMeaning } from './problem-words.ts';

/** What a score is made of, where somebody asks. */
export function HowRanked() {
  return (
    <Popover
      label="How lines are ranked"
      trigger={
        <Button variant="ghost">
          <CircleHelp aria-hidden />
          How lines are ranked
        </Button>
      }
    >
      <p className="pb-2 text-base">
        Each request counts the sum of its reasons, each line the sum over its requests: what happens often
        comes before what happened once.
      </p>
      <dl className="flex flex-col gap-1 text-base">
        {problemReasons.map((reason) => (
          <div key={reason} className="flex justify-between gap-4">
            <dt>{reasonMeaning[reason]}</dt>
            <dd className="tabular-nums">{problemWeights[reason]}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
