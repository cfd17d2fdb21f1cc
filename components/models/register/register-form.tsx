'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelDetail, RegisteredVersion, RegisterVersion, Tags } from '#lib/registry/schemas.ts';
import { modelHref, moveAliasHref, versionHref } from '../hrefs.ts';
import { useRegisterVersion } from '../mutations.ts';
import { TagsEditor } from '../tags-editor.tsx';
import { ChainFormView } from './chain-form.tsx';
import { DryRunChoice } from './dry-run-choice.tsx';
import { ExampleInputs } from './example-inputs.tsx';
import type { FormOptions } from './form-options.ts';
import { ProblemList } from './problem-list.tsx';
import { tellRegistered } from './tell-registered.tsx';
import { useChainDocument } from './use-chain-document.ts';

/** The editor is a third of the page's weight, and no other page needs it. */
const YamlEditor = dynamic(() => import('./yaml-editor.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-64" />,
});

interface RegisterFormProps {
  model: ModelDetail;
  initial: string;
  /** The version it is a copy of; null for a first one. */
  from: number | null;
  /** The run the version came from; then that is its source, whatever document it started as. */
  runId?: string | null;
  options: FormOptions;
}

export function RegisterForm({ model, initial, from, runId = null, options }: RegisterFormProps) {
  const router = useRouter();
  const register = useRegisterVersion(model.name);
  const [description, setDescription] = useState('');
  const [tags, setTags] = useState<Tags>({});
  const [dryRun, setDryRun] = useState<RegisterVersion['dryRun']>('require');
  const chain = useChainDocument(initial);
  useLeaveWarning(!register.isSuccess && chain.source !== initial);
  const onRegistered = (version: RegisteredVersion) => {
    router.push(versionHref(model.name, version.number));
    tellRegistered(version, () => router.push(moveAliasHref(model.name, version.number, 'champion')));
  };
  const submit = () => {
    register.mutate(
      { source: chain.source, description, tags, from: sourceOf(model.name, from, runId), dryRun },
      { onSuccess: onRegistered },
    );
  };
  return (
    <>
      <PageHeader
        title={`Register version ${nextNumber(model)} of ${model.name}`}
        description={startWords(from, runId)}
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
      <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Field label="Description" hint="What is different, and why.">
            {(control) => (
              <Input
                {...control}
                maxLength={5000}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-col gap-1.5">
            <p className="font-medium text-sm">Tags</p>
            <TagsEditor label="Tags" tags={tags} onChange={setTags} />
          </div>
        </div>
        <DryRunChoice
          value={dryRun}
          onChange={setDryRun}
          question={chain.form?.exampleQuestion ?? null}
          onQuestion={(exampleQuestion) => chain.change({ exampleQuestion })}
        >
          {chain.form && <ExampleInputs form={chain.form} edit={chain.edit} problems={chain.problems} />}
        </DryRunChoice>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChainFormView
          form={chain.form}
          change={chain.change}
          edit={chain.edit}
          chooseForm={chain.chooseForm}
          problems={chain.problems}
          options={options}
        />
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

function sourceOf(model: string, from: number | null, runId: string | null): RegisterVersion['from'] {
  if (runId !== null) return { kind: 'run', runId };
  return from === null ? { kind: 'new' } : { kind: 'version', model, version: from };
}

function startWords(from: number | null, runId: string | null): string {
  const start =
    from === null ? 'The first version, from a sound default.' : `A copy of version ${from} to change.`;
  const origin = runId === null ? '' : ` Its lineage will name the run …${runId.slice(-6)}.`;
  return `${start}${origin} It never changes once it is registered.`;
}

/** Numbers of deleted versions are never used again. */
function nextNumber({ versions }: ModelDetail): number {
  return Math.max(0, ...versions.map(({ number }) => number)) + 1;
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
