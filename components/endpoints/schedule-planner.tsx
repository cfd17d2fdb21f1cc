'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import type { EndpointDetail, ScheduleTraffic } from '#lib/serving/schemas.ts';
import { ReasonFields } from './reason-fields.tsx';
import {
  fromLocalInput,
  nextQuarter,
  type PlanStep,
  planLadder,
  planProblem,
  sharesAtSteps,
  toLocalInput,
} from './schedule-plan.ts';
import { PlanSteps } from './schedule-steps.tsx';

interface SchedulePlannerProps {
  id: string;
  endpoint: EndpointDetail;
  /** Rejects with what the server found wrong. */
  plan: (input: ScheduleTraffic) => Promise<void>;
  onPlanned: () => void;
}

const intervals = [
  { value: '60', label: 'Every hour' },
  { value: '1440', label: 'Every day' },
  { value: 'custom', label: 'Every … minutes' },
];

/** Who gets more, from when and how fast; the steps it gives can be changed one by one. */
export function SchedulePlanner({ id, endpoint, plan, onPlanned }: SchedulePlannerProps) {
  const { servedEntities: entities } = endpoint;
  const [entity, setEntity] = useState(entities.at(-1)?.name ?? '');
  const [start, setStart] = useState(() => nextQuarter(new Date()));
  const [pace, setPace] = useState('60');
  const [minutes, setMinutes] = useState('30');
  /** Null while the steps are those of the ladder. */
  const [edited, setEdited] = useState<PlanStep[] | null>(null);
  const [why, setWhy] = useState({ reason: '', ticket: '' });
  const [problem, setProblem] = useState<string>();

  const current = entities.find(({ name }) => name === entity)?.trafficPercentage ?? 0;
  const every = Math.max(1, Number(pace === 'custom' ? minutes : pace) || 1);
  const steps = edited ?? planLadder(current, start, every);
  const begin = (change: () => void) => {
    change();
    setEdited(null);
    setProblem(undefined);
  };

  const submit = async () => {
    const refused = planProblem(steps, new Date());
    setProblem(refused ?? undefined);
    if (refused !== null) return;
    const shares = entities.map(({ name, trafficPercentage }) => ({
      name,
      trafficPercentage,
      locked: false,
    }));
    try {
      await plan({ expectedConfig: endpoint.config, steps: sharesAtSteps(shares, entity, steps), ...why });
      toast.success(`${steps.length} steps are planned for ${entity}.`);
      onPlanned();
    } catch (error) {
      setProblem(describeError(error).message);
    }
  };

  return (
    <form
      id={id}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label="Who gets more" hint={`Has ${current} % now; the others give in proportion.`} required>
        {(control) => (
          <Select
            {...control}
            value={entity}
            onValueChange={(name) => begin(() => setEntity(name))}
            options={entities.map(({ name }) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="First step" hint={`Time zone: ${zoneName()}`} required>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={toLocalInput(start)}
              onChange={(event) => begin(() => setStart(fromLocalInput(event.target.value)))}
            />
          )}
        </Field>
        <Field label="Next steps" required>
          {(control) => (
            <Select
              {...control}
              value={pace}
              onValueChange={(value) => begin(() => setPace(value))}
              options={intervals}
            />
          )}
        </Field>
      </div>
      {pace === 'custom' && (
        <Field label="Minutes between steps" required>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              value={minutes}
              onChange={(event) => begin(() => setMinutes(event.target.value))}
            />
          )}
        </Field>
      )}
      <PlanSteps entity={entity} steps={steps} onChange={setEdited} />
      <ReasonFields value={why} onChange={setWhy} />
      <FormError>{problem}</FormError>
    </form>
  );
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
