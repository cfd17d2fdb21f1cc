'use client';

import type { Control } from 'react-hook-form';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { InvocationPayload, ProviderKind } from '#lib/providers/schemas.ts';
import { vendorAddress } from '#lib/providers/schemas.ts';
import type { ProviderValues } from './form-values.ts';

const payloads: readonly { value: InvocationPayload; label: string; hint: string }[] = [
  { value: 'messages', label: 'messages', hint: 'Chat models and agents: the whole conversation.' },
  { value: 'inputs', label: 'inputs', hint: 'The question with the named inputs, or as a list of one.' },
  { value: 'dataframe_split', label: 'dataframe_split', hint: 'One row: column names and values apart.' },
  { value: 'dataframe_records', label: 'dataframe_records', hint: 'One row: an object of columns.' },
];

interface TextField {
  name: 'organization' | 'project' | 'resourceName' | 'apiVersion' | 'region' | 'accessKeyId';
  label: string;
  hint: string;
  required?: boolean;
}

/** What a kind asks for besides address and key. */
const fieldsOf: Partial<Record<ProviderKind, readonly TextField[]>> = {
  openai: [
    { name: 'organization', label: 'Organization', hint: 'Only if your key belongs to several.' },
    { name: 'project', label: 'Project', hint: 'Only if your key belongs to several.' },
  ],
  azure: [
    {
      name: 'resourceName',
      label: 'Resource name',
      hint: 'The first part of <resource>.openai.azure.com. Leave empty to give a base URL instead.',
    },
    {
      name: 'apiVersion',
      label: 'API version',
      hint: 'Empty for v1. A dated one, like 2024-10-21, names deployments in the address.',
    },
  ],
  bedrock: [
    { name: 'region', label: 'Region', hint: 'For example eu-central-1.', required: true },
    {
      name: 'accessKeyId',
      label: 'Access key id',
      hint: 'The public half of an access key that may invoke models.',
      required: true,
    },
  ],
};

interface ServerFieldsProps {
  control: Control<ProviderValues>;
  kind: ProviderKind;
}

/** Where the server is and what its kind asks for. */
export function ServerFields({ control, kind }: ServerFieldsProps) {
  return (
    <>
      {fieldsOf[kind]?.map(({ name, label, hint, required = false }) => (
        <FormField key={name} control={control} name={name} label={label} hint={hint} required={required}>
          {(field) => <Input {...field} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
        </FormField>
      ))}
      <BaseUrl control={control} kind={kind} />
      {kind === 'invocations' && (
        <FormField
          control={control}
          name="payload"
          label="Payload"
          hint="How the server takes the question; its model's signature says which."
          required
        >
          {(field) => <Select {...field} onValueChange={field.onChange} options={payloads} />}
        </FormField>
      )}
    </>
  );
}

function BaseUrl({ control, kind }: ServerFieldsProps) {
  const whole = kind === 'invocations';
  return (
    <FormField
      control={control}
      name="baseUrl"
      label={whole ? 'Invocations address' : 'Base URL'}
      hint={baseUrlHint(kind)}
      required={whole || kind === 'openai-compatible'}
    >
      {(field) => <Input {...field} type="url" autoComplete="off" spellCheck={false} />}
    </FormField>
  );
}

function baseUrlHint(kind: ProviderKind): string {
  if (kind === 'invocations') {
    return 'The whole address, for example https://host/serving-endpoints/assistant/invocations.';
  }
  if (kind === 'openai-compatible') {
    return 'Up to and including the version, for example http://localhost:11434/v1.';
  }
  if (kind === 'azure') return 'Instead of the resource name: the address of a gateway in front of Azure.';
  if (kind === 'bedrock') return 'Empty for AWS’s own address; or that of a private endpoint.';
  return `Empty for ${vendorAddress(kind, {})}; or the address of a gateway in front of it.`;
}
