'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Action } from '#lib/alerts/schemas.ts';
import { DurationField } from './duration-field.tsx';
import { useProblem } from './problems.ts';

interface ActionFieldProps {
  action: Action;
  webhooks: readonly { id: string; name: string }[];
  onChange: (action: Action) => void;
}

const hours = [3600, 14_400, 43_200, 86_400, 172_800, 604_800];

/** What is done by itself, and how often at most. */
export function ActionField({ action, webhooks, onChange }: ActionFieldProps) {
  const whole = useProblem('document.action');
  const channel = useProblem('document.action.channelId');
  const value = action.kind === 'webhook' ? action.channelId : action.kind;
  const choose = (next: string) => {
    if (next === 'none') onChange({ kind: 'none' });
    else if (next === 'rollback')
      onChange({ kind: 'rollback', releasedWithinSeconds: 86_400, cooldownSeconds: 3600 });
    else onChange({ kind: 'webhook', channelId: next, cooldownSeconds: 3600 });
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        label="When it fires"
        hint="Done once for each alert, and recorded."
        error={whole ?? channel}
        required
        className="sm:col-span-2"
      >
        {(control) => (
          <Select
            {...control}
            value={value}
            onValueChange={choose}
            options={[
              { value: 'none', label: 'Only tell' },
              {
                value: 'rollback',
                label: 'Roll the endpoint back',
                hint: 'When the group is the version, arm or configuration that was released last.',
              },
              ...webhooks.map(({ id, name }) => ({
                value: id,
                label: `Ask "${name}" to retrain`,
                hint: 'A signed webhook, tried until it is taken.',
              })),
            ]}
          />
        )}
      </Field>
      {action.kind === 'rollback' && (
        <DurationField
          label="Takes back what was released within"
          hint="An older release is left alone: the trouble is not its."
          value={action.releasedWithinSeconds}
          choices={hours}
          onChange={(releasedWithinSeconds) => onChange({ ...action, releasedWithinSeconds })}
        />
      )}
      {action.kind !== 'none' && (
        <DurationField
          label="Not again within"
          hint="Other alerts meanwhile only tell."
          value={action.cooldownSeconds}
          choices={[900, ...hours]}
          onChange={(cooldownSeconds) => onChange({ ...action, cooldownSeconds })}
        />
      )}
    </div>
  );
}
