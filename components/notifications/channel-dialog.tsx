'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { ApiError, describeError } from '#lib/client/api.ts';
import type { Channel, CreatedChannel } from '#lib/notifications/schemas.ts';
import {
  type ChannelForm,
  channelFormOf,
  channelFormSchema,
  channelInputOf,
  fieldAt,
} from './form-values.ts';
import { useCreateChannel, useUpdateChannel } from './queries.ts';
import { TargetFields } from './target-fields.tsx';
import { TopicChoice } from './topic-choice.tsx';

interface ChannelDialogProps {
  /** Null adds one. */
  channel: Channel | null;
  onClose: () => void;
  onCreated: (created: CreatedChannel) => void;
}

const formId = 'notification-channel';

const kinds = [
  { value: 'email', label: 'E-mail', hint: 'A letter to each address.' },
  { value: 'slack', label: 'Slack', hint: 'A message in a channel, by an incoming webhook.' },
  { value: 'teams', label: 'Microsoft Teams', hint: 'A card in a channel, by a workflow.' },
  { value: 'pagerduty', label: 'PagerDuty', hint: 'Incidents that open, are acknowledged and resolve.' },
  { value: 'webhook', label: 'Webhook', hint: 'A signed POST to a web address.' },
] as const;

/** Mounted while it is open. */
export function ChannelDialog({ channel, onClose, onCreated }: ChannelDialogProps) {
  const create = useCreateChannel();
  const update = useUpdateChannel();
  const { control, handleSubmit, setError, watch, formState } = useForm<ChannelForm>({
    resolver: zodResolver(channelFormSchema),
    defaultValues: channelFormOf(channel),
  });
  const showIssues = (issues: readonly { path: string; message: string }[]) => {
    for (const { path, message } of issues) setError(fieldAt(path) ?? 'root', { message });
  };
  const submit = handleSubmit(async (form) => {
    const input = channelInputOf(form);
    if (!input.success) {
      return showIssues(input.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
    }
    try {
      if (channel === null) onCreated(await create.mutateAsync(input.data));
      else await update.mutateAsync({ before: channel, json: input.data });
      onClose();
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      showIssues(issues.length > 0 ? issues : [{ path: '', message: describeError(error).message }]);
    }
  });
  const kind = watch('kind');
  const label = channel === null ? 'Add channel' : 'Save channel';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={channel === null ? 'Add a channel' : `Change "${channel.name}"`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            {label}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormField control={control} name="name" label="Name" required>
          {(field) => <Input {...field} autoComplete="off" placeholder="On call" />}
        </FormField>
        {channel === null && (
          <FormField control={control} name="kind" label="Kind" required>
            {({ id, value, onChange }) => (
              <Select id={id} value={value} onValueChange={onChange} options={kinds} />
            )}
          </FormField>
        )}
        <TargetFields control={control} kind={kind} channel={channel} />
        <FormField control={control} name="topics" label="Topics" hint="What is sent here.">
          {({ value, onChange, ...field }) => (
            <TopicChoice chosen={value} onChange={onChange} describedBy={field['aria-describedby']} />
          )}
        </FormField>
        <FormField control={control} name="enabled" label="Switched on" layout="inline">
          {({ id, value, onChange }) => (
            <Checkbox id={id} checked={value} onCheckedChange={(on) => onChange(on === true)} />
          )}
        </FormField>
        <FormError>{formState.errors.root?.message}</FormError>
      </form>
    </Dialog>
  );
}
