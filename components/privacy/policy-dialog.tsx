'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { describeError } from '#lib/client/api.ts';
import {
  type DefaultRetentionDays,
  endpointDataClasses,
  setDefaultPolicySchema,
  setEndpointPolicySchema,
} from '#lib/privacy/schemas.ts';
import { type PolicyChange, useSetPolicy } from './queries.ts';
import { classLabels } from './words.ts';

export interface Edited {
  /** Null for all others. */
  endpoint: string | null;
  storePrompts: boolean | null;
  days: DefaultRetentionDays;
}

type Texts = Record<string, string>;

const defaultClasses = [...endpointDataClasses, 'ledger'] as const;
const formId = 'edit-policy';

function storageOptions(endpoint: string | null) {
  const said = [
    { value: 'yes', label: 'Stored' },
    { value: 'no', label: 'Not stored: figures alone' },
  ];
  return endpoint === null ? said : [{ value: 'inherit', label: 'As all others' }, ...said];
}

function toText(days: number | null | undefined, inherits: boolean): string {
  if (days === undefined) return inherits ? '' : 'for ever';
  return days === null ? 'for ever' : String(days);
}

/** An empty field inherits; words that are no number are for ever. */
function toDays(texts: Texts): DefaultRetentionDays {
  const entries = Object.entries(texts).flatMap(([name, text]) => {
    const trimmed = text.trim();
    if (trimmed === '') return [];
    return [[name, /^(for ?ever|never)$/i.test(trimmed) ? null : Number(trimmed)] as const];
  });
  return Object.fromEntries(entries);
}

function changeOf(endpoint: string | null, storage: string, texts: Texts): PolicyChange {
  const days = toDays(texts);
  if (endpoint === null) {
    return { endpoint, policy: setDefaultPolicySchema.parse({ storePrompts: storage === 'yes', days }) };
  }
  const storePrompts = storage === 'inherit' ? null : storage === 'yes';
  return { endpoint, policy: setEndpointPolicySchema.parse({ storePrompts, days }) };
}

export function PolicyDialog({ edited, onClose }: { edited: Edited; onClose: () => void }) {
  const { endpoint, storePrompts, days } = edited;
  const classes = endpoint === null ? defaultClasses : endpointDataClasses;
  const save = useSetPolicy();
  const [problem, setProblem] = useState<string>();
  const [storage, setStorage] = useState(storePrompts === null ? 'inherit' : storePrompts ? 'yes' : 'no');
  const [texts, setTexts] = useState<Texts>(() =>
    Object.fromEntries(classes.map((name) => [name, toText(days[name], endpoint !== null)])),
  );
  const submit = async () => {
    try {
      await save.mutateAsync(changeOf(endpoint, storage, texts));
      onClose();
    } catch (error) {
      const parsed = error instanceof Error && error.name === 'ZodError';
      setProblem(
        parsed
          ? 'Give whole days from 1 on (usage ledger: 62), or "for ever".'
          : describeError(error).message,
      );
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={endpoint === null ? 'What holds for all others' : `Data of ${endpoint}`}
      description={
        endpoint === null
          ? 'Days each kind of data is kept. What is older is removed every night, for good.'
          : 'Days each kind of data is kept. What you leave empty is as for all others.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            Save retention
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label="Questions, prompts and answers"
          hint="Not stored: the log keeps time, tokens, cost and status. Conversations stay their owners’."
          required
        >
          {(control) => (
            <Select
              {...control}
              value={storage}
              onValueChange={setStorage}
              options={storageOptions(endpoint)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          {classes.map((name) => (
            <Field key={name} label={`${classLabels[name]} (days)`} required={endpoint === null}>
              {(control) => (
                <Input
                  {...control}
                  value={texts[name] ?? ''}
                  placeholder="as all others"
                  onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}
