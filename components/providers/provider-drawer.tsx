'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { showProblem } from '#components/access/form-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { needsKey, type ProviderSummary } from '#lib/providers/schemas.ts';
import { fieldNames, inputOf, type ProviderValues, providerFormSchema, valuesOf } from './form-values.ts';
import { KindCards } from './kind-cards.tsx';
import { kindTexts } from './kinds.ts';
import { ModelPrices } from './model-prices.tsx';
import { PriceHistory } from './price-history.tsx';
import { HealthSection } from './provider-health.tsx';
import { useSaveProvider } from './queries.ts';
import { ServerFields } from './server-fields.tsx';
import { TestProvider } from './test-provider.tsx';

interface ProviderDrawerProps {
  /** Null adds a new one. */
  provider: ProviderSummary | null;
  /** Names that are taken: saving under one would change that provider. */
  takenNames: readonly string[];
  onClose: () => void;
}

const formId = 'provider';

/** Mounted only while open, so each opening starts from what is stored. */
export function ProviderDrawer({ provider, takenNames, onClose }: ProviderDrawerProps) {
  const save = useSaveProvider();
  const [choosing, setChoosing] = useState(provider === null);
  // Later refreshes of the list do not change what this form started from.
  const [readAt] = useState(provider?.updatedAt ?? null);
  const { control, handleSubmit, setError, setValue, watch, formState } = useForm<ProviderValues>({
    resolver: zodResolver(providerFormSchema),
    defaultValues: valuesOf(provider),
  });
  const submit = handleSubmit(async (values) => {
    if (provider === null && takenNames.includes(values.name)) {
      setError('name', { message: 'There is a provider of this name already.' }, { shouldFocus: true });
      return;
    }
    try {
      const saved = await save.mutateAsync({ input: inputOf(values), readAt });
      toast.success(provider === null ? `${saved.name} is added.` : `${saved.name} is saved.`);
      onClose();
    } catch (error) {
      showProblem(error, fieldNames, setError);
    }
  });
  const removing = watch('removeKey');
  const kind = watch('kind');
  const { label, sentence, keyLabel, keyHint } = kindTexts[kind];
  if (choosing) {
    return (
      <Drawer
        open
        onOpenChange={(open) => !open && onClose()}
        title={provider?.name ?? 'Add a provider'}
        description="Where answers are generated."
        footer={<Button onClick={onClose}>Cancel</Button>}
      >
        <KindCards
          onChoose={(chosen) => {
            setValue('kind', chosen);
            setChoosing(false);
          }}
        />
      </Drawer>
    );
  }
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={provider?.name ?? 'Add a provider'}
      description={sentence}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={formState.isSubmitting}>
            {provider === null ? 'Add provider' : 'Save provider'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <p className="flex items-center justify-between gap-3 text-base">
          <span>
            <span className="text-muted-foreground">Kind: </span>
            {label}
          </span>
          <Button size="sm" onClick={() => setChoosing(true)}>
            Change kind
          </Button>
        </p>
        {provider === null && (
          <FormField
            control={control}
            name="name"
            label="Name"
            hint="How versions name it, for example openai."
            required
          >
            {(field) => <Input {...field} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
          </FormField>
        )}
        <ServerFields control={control} kind={kind} />
        <FormField
          control={control}
          name="apiKey"
          label={keyLabel}
          hint={
            provider?.hasKey
              ? 'One is stored. Leave empty to keep it; a new one replaces it, and answers under way still end.'
              : keyHint
          }
          required={needsKey(kind) && !provider?.hasKey}
        >
          {(field) => <Input {...field} type="password" autoComplete="new-password" disabled={removing} />}
        </FormField>
        {provider?.hasKey && !needsKey(kind) && (
          <FormField control={control} name="removeKey" label="Remove the stored key" layout="inline">
            {({ value, onChange, ...field }) => (
              <Checkbox {...field} checked={value} onCheckedChange={onChange} />
            )}
          </FormField>
        )}
        <FormField
          control={control}
          name="allowPrivateNetwork"
          label="Allow private network"
          hint="Lets the address point at this machine or your own network: a local vLLM or Ollama, say."
          layout="inline"
        >
          {({ value, onChange, ...field }) => (
            <Checkbox {...field} className="mt-0.5" checked={value} onCheckedChange={onChange} />
          )}
        </FormField>
        <ModelPrices control={control} kind={kind} />
        {provider !== null && <PriceHistory name={provider.name} />}
        <FormError>{formState.errors.root?.message}</FormError>
        {provider !== null && (
          <section aria-label="Connection" className="flex flex-col gap-1.5 border-border border-t pt-4">
            <p className="text-muted-foreground text-sm">Tries what is stored; save changes first.</p>
            <TestProvider provider={provider} />
          </section>
        )}
        {provider !== null && <HealthSection name={provider.name} />}
      </form>
    </Drawer>
  );
}
