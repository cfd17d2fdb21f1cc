'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type GuardStage, guardStages, type PolicyDocument, policyLimits } from '#lib/guardrails/schemas.ts';
import { useSavePolicy } from './queries.ts';
import { StageFields } from './stage-fields.tsx';
import { stageHints, stageWords } from './words.ts';

interface PolicyFormProps {
  endpoint: string;
  /** Number the draft was made from. */
  number: number;
  saved: PolicyDocument;
  draft: PolicyDocument;
  stage: GuardStage;
  mayWrite: boolean;
  onStage: (stage: GuardStage) => void;
  onDraft: (draft: PolicyDocument) => void;
}

const stores = [
  { value: 'original' as const, label: 'As it was asked and answered' },
  { value: 'masked' as const, label: 'Without what any stage masks or blocks' },
];

/** The policy as a draft, until it is saved. */
export function PolicyForm(props: PolicyFormProps) {
  const { endpoint, number, saved, draft, stage, mayWrite, onStage, onDraft } = props;
  const save = useSavePolicy(endpoint);
  const [reason, setReason] = useState('');
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const submit = () =>
    save.mutate(
      { document: draft, expectedNumber: number, reason },
      {
        onSuccess: ({ number: next }) => {
          toast.success(`Guardrails ${next} are in force.`);
          setReason('');
        },
      },
    );
  return (
    <Card
      title="What is screened"
      description="Apart from traffic: taking back a split takes back no masking."
    >
      <form
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Tabs
          label="Stages"
          value={stage}
          onValueChange={onStage}
          items={guardStages.map((value) => ({
            value,
            label: stageWords[value],
            content: (
              <div className="flex flex-col gap-4">
                <p className="text-muted-foreground text-sm">{stageHints[value]}</p>
                <StageFields
                  stage={value}
                  policy={draft[value]}
                  disabled={!mayWrite}
                  onChange={(policy) => onDraft({ ...draft, [value]: policy })}
                />
              </div>
            ),
          }))}
        />
        <div className="grid gap-4 border-border border-t pt-4 md:grid-cols-2">
          <Field label="Said when something is blocked" required>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={policyLimits.message}
                disabled={!mayWrite}
                value={draft.message}
                onChange={(event) => onDraft({ ...draft, message: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="What is stored"
            hint="Log, conversations, caches: everything that is written down."
            required
          >
            {(control) => (
              <Select
                {...control}
                value={draft.store}
                options={stores}
                disabled={!mayWrite}
                onValueChange={(store) => onDraft({ ...draft, store })}
              />
            )}
          </Field>
        </div>
        {save.error && <ErrorState error={save.error} title="The guardrails were not saved." />}
        {mayWrite && (
          <div className="flex flex-wrap items-end gap-3">
            <Field label="Reason" className="min-w-64 flex-1">
              {(control) => (
                <Input
                  {...control}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <Button disabled={!changed} onClick={() => onDraft(saved)}>
              Discard changes
            </Button>
            <Button type="submit" variant="primary" disabled={!changed} busy={save.isPending}>
              Save guardrails
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
