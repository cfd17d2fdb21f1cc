'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelDetail, RegisteredVersion } from '#lib/registry/schemas.ts';
import { modelHref, moveAliasHref, versionHref } from '../hrefs.ts';
import { useRegisterVersion } from '../mutations.ts';
import { ChainFormView } from './chain-form.tsx';
import type { FormOptions } from './form-options.ts';
import { ProblemList } from './problem-list.tsx';
import { useChainDocument } from './use-chain-document.ts';

/** The editor is a third of the page's weight, and no other page needs it. */
const YamlEditor = dynamic(() => import('./yaml-editor.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-64" />,
});

interface RegisterFormProps {
  model: ModelDetail;
  initial: string;
  options: FormOptions;
}

export function RegisterForm({ model, initial, options }: RegisterFormProps) {
  const router = useRouter();
  const register = useRegisterVersion(model.name);
  const [description, setDescription] = useState('');
  const chain = useChainDocument(initial);
  const { latestVersion } = model;
  useLeaveWarning(!register.isSuccess && chain.source !== initial);
  const onRegistered = (version: RegisteredVersion) => {
    router.push(versionHref(model.name, version.number));
    tell(version, () => router.push(moveAliasHref(model.name, version.number, 'champion')));
  };
  const submit = () =>
    register.mutate(
      { source: chain.source, description, tags: {}, from: { kind: 'new' }, dryRun: 'require' },
      { onSuccess: onRegistered },
    );
  return (
    <>
      <PageHeader
        title={`Register version ${(latestVersion ?? 0) + 1} of ${model.name}`}
        description={
          latestVersion === null
            ? 'The first version, from a sound default. It never changes once it is registered.'
            : `A copy of version ${latestVersion} to change. It never changes once it is registered.`
        }
        actions={
          <>
            <Button asChild>
              <Link href={modelHref(model.name)}>Cancel</Link>
            </Button>
            <Button
              variant="primary"
              busy={register.isPending}
              disabled={chain.checking || chain.problems.length > 0}
              onClick={submit}
            >
              Register version
            </Button>
          </>
        }
      />
      {(register.error ?? chain.error) && (
        <ErrorState
          className="mb-4"
          error={register.error ?? chain.error}
          title={register.error ? 'The version was not registered.' : 'The document could not be checked.'}
        />
      )}
      <Field label="Description" hint="What is different, and why." className="mb-4 max-w-2xl">
        {(control) => (
          <Input
            {...control}
            maxLength={5000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChainFormView form={chain.form} change={chain.change} problems={chain.problems} options={options} />
        <section
          aria-label="Chain document"
          className="min-w-0 overflow-hidden rounded-md border border-border bg-surface lg:sticky lg:top-16"
        >
          <header className="flex h-9 items-center justify-between border-border border-b bg-muted pr-1 pl-3 text-muted-foreground text-xs">
            The same as YAML
            <CopyButton value={chain.source} label="Copy the document" />
          </header>
          <div className="h-[min(60vh,44rem)] min-h-64">
            <YamlEditor
              value={chain.source}
              onChange={chain.setSource}
              problems={chain.problems}
              label="Chain document as YAML"
            />
          </div>
          <ProblemList problems={chain.problems} checking={chain.checking} />
        </section>
      </div>
    </>
  );
}

function tell({ number, aliases, unchangedFrom }: RegisteredVersion, onMove: () => void): void {
  toast.success(`Version ${number} is registered.`, {
    description: unchangedFrom === null ? undefined : `It does the same as version ${unchangedFrom}.`,
    duration: 15_000,
    ...(!aliases.includes('champion') && { action: { label: 'Move @champion to it', onClick: onMove } }),
  });
}

/** Closing the window with unregistered changes asks first. */
function useLeaveWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
}
