'use client';

import type { Control } from 'react-hook-form';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type Channel, pagerDutyUrl } from '#lib/notifications/schemas.ts';
import type { ChannelForm } from './form-values.ts';

interface TargetFieldsProps {
  control: Control<ChannelForm>;
  kind: ChannelForm['kind'];
  /** The channel as it is kept; null for a new one, which needs its secret. */
  channel: Channel | null;
}

const egress = 'Private networks need SLIPWAY_EGRESS_ALLOW; redirects are not followed.';

/** Where a channel leads: the fields its kind has. */
export function TargetFields({ control, kind, channel }: TargetFieldsProps) {
  const kept = channel !== null && 'hint' in channel.target ? channel.target.hint : null;
  switch (kind) {
    case 'email':
      return (
        <FormField control={control} name="addresses" label="Addresses" hint="One on each line." required>
          {(field) => <Textarea {...field} rows={3} placeholder="on-call@example.com" />}
        </FormField>
      );
    case 'webhook':
      return (
        <FormField control={control} name="url" label="Web address" hint={egress} required>
          {(field) => (
            <Input {...field} type="url" autoComplete="off" placeholder="https://example.com/hook" />
          )}
        </FormField>
      );
    case 'slack':
    case 'teams':
      return (
        <FormField
          control={control}
          name="url"
          label="Web address"
          hint={kept === null ? addressHints[kind] : `Kept: ${kept}. Enter another one to replace it.`}
          required={kept === null}
        >
          {(field) => <Input {...field} type="url" autoComplete="off" placeholder={placeholders[kind]} />}
        </FormField>
      );
    case 'pagerduty':
      return (
        <>
          <FormField
            control={control}
            name="routingKey"
            label="Integration key"
            hint={
              kept === null
                ? 'Of an integration "Events API v2" of the service. It is kept sealed.'
                : `Kept: ${kept}. Enter another one to replace it.`
            }
            required={kept === null}
          >
            {(field) => <Input {...field} autoComplete="off" spellCheck={false} />}
          </FormField>
          <FormField
            control={control}
            name="url"
            label="Address"
            hint="Only for another region, such as https://events.eu.pagerduty.com/v2/enqueue."
          >
            {(field) => <Input {...field} type="url" autoComplete="off" placeholder={pagerDutyUrl} />}
          </FormField>
        </>
      );
  }
}

const addressHints = {
  slack: 'Of an incoming webhook of your Slack app. Whoever knows it can post: it is kept sealed.',
  teams: 'Of the workflow "When a Teams webhook request is received". It is kept sealed.',
} as const;

const placeholders = {
  slack: 'https://hooks.slack.com/services/…',
  teams: 'https://….logic.azure.com/workflows/…',
} as const;
