'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { showProblem } from '#components/access/form-problems.ts';
import { useModels } from '#components/models/queries.ts';
import { useProviders } from '#components/providers/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormField } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type CreateValues, createFormSchema, emptyEndpoint } from './create-values.ts';
import { DescriptionField, EnvironmentField } from './endpoint-fields.tsx';
import { endpointHref } from './hrefs.ts';
import { useCreateEndpoint } from './mutations.ts';
import { targetErrors } from './target-errors.ts';
import { TargetPicker } from './target-picker.tsx';

/** A name for ever, and what answers first. */
export function CreateEndpointPage() {
  return (
    <>
      <PageHeader
        title="Create an endpoint"
        description="A stable name that clients call. What answers behind it can be changed at any time."
      />
      <Card className="max-w-2xl">
        <FormOrFirstStep />
      </Card>
    </>
  );
}

/** Without a model and without a provider there is nothing to serve. */
function FormOrFirstStep() {
  const models = useModels();
  const providers = useProviders();
  if (models.error || providers.error) {
    return (
      <ErrorState
        error={models.error ?? providers.error}
        title="Models and providers could not be loaded."
        onRetry={() => void Promise.all([models.refetch(), providers.refetch()])}
      />
    );
  }
  if (!models.data || !providers.data) return <Skeleton className="h-64 w-full" />;
  const servable = models.data.items.some(({ latestVersion }) => latestVersion !== null);
  const external = providers.data.items.some(({ kind }) => kind !== 'extractive');
  if (servable || external) return <CreateEndpointForm onlyExternal={!servable} />;
  return (
    <EmptyState
      icon={Boxes}
      title="Nothing to serve yet"
      action={
        <>
          <Button asChild variant="primary">
            <Link href="/models">Go to models</Link>
          </Button>
          <Button asChild>
            <Link href="/providers">Add a provider</Link>
          </Button>
        </>
      }
    >
      An endpoint serves a version of a model, or a model of a provider. Register a first version, or add a
      provider to call its models.
    </EmptyState>
  );
}

function CreateEndpointForm({ onlyExternal }: { onlyExternal: boolean }) {
  const router = useRouter();
  const create = useCreateEndpoint();
  const { control, handleSubmit, setError, formState } = useForm<CreateValues>({
    resolver: zodResolver(createFormSchema, undefined, { raw: true }),
    defaultValues: onlyExternal
      ? { ...emptyEndpoint, target: { ...emptyEndpoint.target, by: 'external' } }
      : emptyEndpoint,
  });
  const submit = handleSubmit(async (values) => {
    try {
      const endpoint = await create.mutateAsync(createFormSchema.parse(values));
      toast.success(`"${endpoint.name}" can be called.`);
      router.push(endpointHref(endpoint.name));
    } catch (error) {
      showProblem(error, ['name', 'description', 'environment'], setError);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormField
        control={control}
        name="name"
        label="Name"
        hint="Lower-case, for example support-eu. Clients send it as the model's name, and it stays for ever."
        required
      >
        {(field) => <Input {...field} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </FormField>
      <DescriptionField control={control} />
      <EnvironmentField control={control} />
      <Controller
        control={control}
        name="target"
        render={({ field }) => (
          <TargetPicker
            value={field.value}
            onChange={field.onChange}
            errors={targetErrors(formState.errors.target)}
          />
        )}
      />
      <FormError>{formState.errors.root?.message}</FormError>
      <div className="flex justify-end gap-2">
        <Button asChild>
          <Link href="/endpoints">Cancel</Link>
        </Button>
        <Button type="submit" variant="primary" busy={formState.isSubmitting}>
          Create endpoint
        </Button>
      </div>
    </form>
  );
}
