'use client';

import type { Control } from 'react-hook-form';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ExportForm } from './export-form.ts';

interface TargetFieldsProps {
  control: Control<ExportForm>;
  kind: ExportForm['kind'];
  /** Folder on the server that exports are written under. */
  root: string;
  /** A secret is stored already. */
  hasSecret: boolean;
}

export function ExportTargetFields({ control, kind, root, hasSecret }: TargetFieldsProps) {
  const text = (
    name: 'url' | 'region' | 'bucket' | 'prefix' | 'accessKeyId',
    label: string,
    more: { hint?: string; placeholder?: string; required?: boolean } = {},
  ) => (
    <FormField control={control} name={name} label={label} required={more.required ?? true} hint={more.hint}>
      {(field) => <Input {...field} autoComplete="off" spellCheck={false} placeholder={more.placeholder} />}
    </FormField>
  );
  if (kind === 'folder') {
    return (
      <FormField
        control={control}
        name="folder"
        label="Folder"
        hint={`Below ${root} on the server.`}
        required
      >
        {(field) => <Input {...field} autoComplete="off" spellCheck={false} />}
      </FormField>
    );
  }
  return (
    <>
      {text('url', 'Address of the service', { placeholder: 'https://s3.eu-central-1.amazonaws.com' })}
      <FormField
        control={control}
        name="allowPrivateNetwork"
        label="It stands in our own network"
        hint="Without this, private addresses are not called."
        layout="inline"
      >
        {({ id, value, onChange }) => (
          <Checkbox id={id} checked={value} onCheckedChange={(on) => onChange(on === true)} />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        {text('bucket', 'Bucket')}
        {text('region', 'Region')}
      </div>
      {text('prefix', 'Prefix', { hint: 'Goes before every name.', required: false })}
      {text('accessKeyId', 'Access key id')}
      <FormField
        control={control}
        name="secretAccessKey"
        label="Secret access key"
        hint={hasSecret ? 'Left empty, it stays as it is.' : 'Encrypted, and never shown again.'}
        required={!hasSecret}
      >
        {(field) => <Input {...field} type="password" autoComplete="new-password" />}
      </FormField>
    </>
  );
}
