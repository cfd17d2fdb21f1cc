'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import type { z } from 'zod';
import { showProblem } from '#components/access/form-problems.ts';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import {
  type ModelDetail,
  type ModelVersionSummary,
  stages,
  type TransitionStage,
  transitionStageSchema,
} from '#lib/registry/schemas.ts';
import { useTransitionStage } from './mutations.ts';
import { followersOf, listOf } from './serving-places.ts';
import { stepsBack } from './undo-steps.ts';
import { useUndo } from './use-undo.ts';
import { nextPromotion, othersInStage, stageAfter } from './version-choices.ts';

interface SetStageDialogProps {
  model: ModelDetail;
  version: ModelVersionSummary;
  onClose: () => void;
}

const formId = 'set-stage';

/** Moves a version to a stage without the checks of a promotion. Mounted only while open. */
export function SetStageDialog({ model, version, onClose }: SetStageDialogProps) {
  const endpoints = useEndpoints();
  const transition = useTransitionStage(model.name);
  const undo = useUndo(model.name);
  const { control, handleSubmit, setError, formState } = useForm<
    z.input<typeof transitionStageSchema>,
    unknown,
    TransitionStage
  >({
    resolver: zodResolver(transitionStageSchema),
    defaultValues: {
      stage: version.stage === 'production' ? 'archived' : nextPromotion(version.stage),
      archiveExisting: false,
      reason: '',
      ticket: '',
    },
  });
  const stage = useWatch({ control, name: 'stage' });
  const archiveExisting = useWatch({ control, name: 'archiveExisting' }) === true;
  const others = stage === 'development' ? [] : othersInStage(model, stage, version.number);
  const followers = followersOf(endpoints.data?.items ?? [], model.name, `/${stage}`);
  const serves = stageAfter(model, { stage, version: version.number, archiveExisting });

  const submit = handleSubmit(async (values) => {
    try {
      const { items } = await transition.mutateAsync({ ...values, version: version.number });
      const takeBack = () =>
        undo({
          steps: stepsBack(items),
          reason: `Undo of moving version ${version.number} to ${values.stage}`,
          ticket: values.ticket,
          done: `Version ${version.number} is back in ${version.stage}.`,
        });
      toast.success(`Version ${version.number} is in ${values.stage}.`, {
        duration: 10_000,
        action: { label: 'Undo', onClick: () => void takeBack() },
      });
      onClose();
    } catch (error) {
      showProblem(error, ['stage', 'archiveExisting', 'reason', 'ticket'], setError);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={`Set the stage of version ${version.number}`}
      description={`It is in ${version.stage} now. Promote it instead to see checks and differences first.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={formState.isSubmitting}
            disabled={stage === version.stage}
          >
            Move to {stage}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="stage" label="Stage" required>
          {({ ref: _ref, onBlur: _blur, 'aria-required': _required, onChange, ...field }) => (
            <Select
              {...field}
              onValueChange={onChange}
              options={stages.map((value) => ({ value, label: value }))}
            />
          )}
        </FormField>
        {others.length > 0 && stage !== version.stage && (
          <FormField
            control={control}
            name="archiveExisting"
            layout="inline"
            label={`Archive ${listOf(others.map((number) => `version ${number}`))}`}
            hint={`Without this, several versions are in ${stage}; the highest number is served.`}
          >
            {({ value, onChange, 'aria-required': _required, ...field }) => (
              <Checkbox
                {...field}
                className="mt-0.5"
                checked={value === true}
                onCheckedChange={(checked) => onChange(checked === true)}
              />
            )}
          </FormField>
        )}
        {followers.length > 0 && stage !== version.stage && (
          <p className="rounded-md border border-border bg-muted px-3 py-2 text-sm" aria-live="polite">
            {listOf(followers)} {followers.length === 1 ? 'follows' : 'follow'} /{stage} and will serve
            version {serves} from the next request on.
          </p>
        )}
        <FormField control={control} name="reason" label="Reason" hint="Kept in the history.">
          {(field) => <Textarea {...field} rows={2} maxLength={2000} />}
        </FormField>
        <FormField
          control={control}
          name="ticket"
          label="Ticket"
          hint="The approval in your own system, for example CHG-1042."
        >
          {(field) => <Input {...field} maxLength={200} autoComplete="off" />}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
