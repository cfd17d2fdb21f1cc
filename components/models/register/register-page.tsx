'use client';

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelDetail } from '#lib/registry/schemas.ts';
import { runIdSchema } from '#lib/tracking/schemas.ts';
import { useDefaultChain, useModel, useVersion } from '../queries.ts';
import { useFormOptions } from './form-options.ts';
import { RegisterForm } from './register-form.tsx';

interface Start {
  model: ModelDetail;
  initial: string;
  from: number | null;
  runId: string | null;
}

/** Loads what a new version starts from: the one asked for, the latest one, or a default made of what is there. */
export function RegisterPage({ name }: { name: string }) {
  const model = useModel(name);
  const options = useFormOptions();
  const [{ from: asked, run }] = useQueryStates({ from: parseAsInteger, run: parseAsString });
  const from = model.data ? (asked ?? model.data.latestVersion) : null;
  const copied = useVersion(name, from);
  const isFirst = model.data !== undefined && from === null;
  const fallback = useDefaultChain(isFirst ? defaultQuery(options) : null);
  const initial = isFirst ? fallback.data?.yaml : copied.data?.yaml;
  const error = model.error ?? copied.error ?? fallback.error ?? options.error;
  // Kept from here on: once the version is registered the model has a newer one, which must not replace the draft.
  const [start, setStart] = useState<Start | null>(null);
  if (start === null && model.data && initial !== undefined) {
    setStart({ model: model.data, initial, from, runId: runIdSchema.safeParse(run).data ?? null });
  }
  if (start) return <RegisterForm {...start} options={options} />;
  if (error) return <ErrorState error={error} title="The editor could not be opened." />;
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/2" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}

/** The first knowledge base and the built-in provider, which stands first; null until both lists are known. */
function defaultQuery({ knowledge, providers }: ReturnType<typeof useFormOptions>) {
  const provider = providers?.[0];
  if (knowledge === undefined || provider === undefined) return null;
  return {
    knowledge: knowledge[0]?.name,
    provider: provider.name,
    model: provider.models[0]?.name ?? provider.name,
  };
}
