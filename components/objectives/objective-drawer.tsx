'use client';

import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import { type Objective, type ObjectiveInput, objectiveTemplates } from '#lib/objectives/schemas.ts';
import { ObjectiveFormFields } from './objective-fields.tsx';
import { useAddObjectives, useChangeObjective } from './queries.ts';
import { fieldsOf, inputOf } from './words.ts';

const [firstTemplate] = objectiveTemplates;
const blank: ObjectiveInput = firstTemplate ?? {
  name: '',
  kind: 'availability',
  target: 0.99,
  thresholdMs: null,
  windowDays: 28,
};

interface AddProps {
  endpoints: readonly string[];
  /** Chosen already. */
  endpoint: string | undefined;
  onClose: () => void;
}

export function AddObjectiveDrawer({ endpoints, endpoint: given, onClose }: AddProps) {
  const add = useAddObjectives();
  const [endpoint, setEndpoint] = useState(given ?? endpoints[0] ?? '');
  return (
    <ObjectiveDrawer
      title="Add an objective"
      verb="Add objective"
      start={blank}
      saving={add}
      onSave={(input, close) =>
        add.mutate([{ endpoint, ...input }], {
          onSuccess: () => {
            toast.success(`${endpoint} is held to “${input.name}”.`);
            close();
          },
        })
      }
      onClose={onClose}
    >
      <Field label="Endpoint" required>
        {(control) => (
          <Select
            {...control}
            value={endpoint}
            options={endpoints.map((value) => ({ value, label: value }))}
            onValueChange={setEndpoint}
          />
        )}
      </Field>
    </ObjectiveDrawer>
  );
}

export function ChangeObjectiveDrawer({ objective, onClose }: { objective: Objective; onClose: () => void }) {
  const change = useChangeObjective(objective);
  return (
    <ObjectiveDrawer
      title="Change the objective"
      verb="Save objective"
      start={objective}
      saving={change}
      onSave={(input, close) =>
        change.mutate(input, {
          onSuccess: () => {
            toast.success('The objective is changed, over what was measured before too.');
            close();
          },
        })
      }
      onClose={onClose}
    />
  );
}

interface ObjectiveDrawerProps {
  title: string;
  verb: string;
  start: ObjectiveInput;
  saving: Pick<UseMutationResult, 'isPending' | 'error'>;
  onSave: (input: ObjectiveInput, close: () => void) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Mounted only while open. Problems show once saving was tried. */
function ObjectiveDrawer({ title, verb, start, saving, onSave, onClose, children }: ObjectiveDrawerProps) {
  const [fields, setFields] = useState(() => fieldsOf(start));
  const [tried, setTried] = useState(false);
  const { input, problems } = inputOf(fields);
  const submit = () => {
    setTried(true);
    if (input !== null) onSave(input, onClose);
  };
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description="A share that must be good, over a moving window. What may go wrong in it is the error budget."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={saving.isPending} onClick={submit}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children}
        <ObjectiveFormFields fields={fields} problems={tried ? (problems ?? {}) : {}} onChange={setFields} />
        {saving.error && <FormError>{describeError(saving.error).message}</FormError>}
      </div>
    </Drawer>
  );
}
