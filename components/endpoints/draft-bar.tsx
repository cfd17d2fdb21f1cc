'use client';

import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { draftProblems } from './draft.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { useUpdateEndpoint } from './mutations.ts';
import { ReasonFields } from './reason-fields.tsx';
import type { DraftControls } from './use-draft.ts';
import { useTakeBack } from './use-take-back.ts';

interface DraftBarProps {
  endpoint: EndpointDetail;
  draft: DraftControls;
  /** Else applying ends in a proposal: the server refuses, and the shell offers it. */
  mayApply: boolean;
  /** After the draft is applied or thrown away. */
  onDone: () => void;
}

const noReason = { reason: '', ticket: '' };

/** What the draft would change, why, and the two ways out of it. */
export function DraftBar({ endpoint, draft, mayApply, onDone }: DraftBarProps) {
  const update = useUpdateEndpoint(endpoint.name);
  const takeBack = useTakeBack(endpoint.name);
  const [why, setWhy] = useState(noReason);
  const [problem, setProblem] = useState<string>();
  const { current, changes, outdated } = draft;
  const problems = draftProblems(current);
  const leave = () => {
    draft.discard();
    setWhy(noReason);
    setProblem(undefined);
    onDone();
  };
  const apply = async () => {
    setProblem(undefined);
    try {
      const made = await update.mutateAsync({
        expectedConfig: current.base,
        servedEntities: [...current.entities],
        ...why,
      });
      leave();
      toast.success(`Configuration ${made.config} is in force.`, {
        description: changes.join('; '),
        duration: 10_000,
        action: { label: 'Undo', onClick: () => void takeBack(current.base, made.config) },
      });
    } catch (error) {
      // A conflict shows itself as soon as the newer configuration is read.
      const conflict = error instanceof ApiError && error.reason === 'config_changed';
      setProblem(conflict ? undefined : describeError(error).message);
    }
  };
  return (
    <section
      aria-label="Draft"
      className="mt-4 flex flex-col gap-3 rounded-md border border-accent border-dashed bg-accent-soft px-4 py-3"
    >
      <div>
        <StatusBadge tone="info" icon={PencilLine}>
          Draft, not applied
        </StatusBadge>
        <ul className="mt-1.5 list-disc pl-5 text-sm tabular-nums">
          {changes.map((change) => (
            <li key={change} className="[overflow-wrap:anywhere]">
              {change}
            </li>
          ))}
        </ul>
        {endpoint.schedules.some(({ state }) => state === 'running') && (
          <p className="mt-1 text-sm">Applying it ends the rollout that is running.</p>
        )}
      </div>
      {outdated && <DraftConflict endpoint={endpoint} base={current.base} onRebase={draft.rebase} />}
      <ReasonFields value={why} onChange={setWhy} />
      {problems.length > 0 && <FormError>{problems.join(' ')}</FormError>}
      <FormError>{problem}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={leave}>Discard draft</Button>
        <Button
          variant="primary"
          busy={update.isPending}
          disabled={outdated || problems.length > 0}
          onClick={() => void apply()}
        >
          {mayApply ? 'Apply changes' : 'Propose changes…'}
        </Button>
      </div>
    </section>
  );
}
