'use client';

import { Plus, Trash2, Upload } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RightsNote } from '#components/ui/rights-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { describeError } from '#lib/client/api.ts';
import type { ModelDetail } from '#lib/registry/schemas.ts';
import { DecisionLog } from './decision-log.tsx';
import { decisionsOf } from './decisions.ts';
import { registerHref } from './hrefs.ts';
import { ImportVersionDialog } from './import-version-dialog.tsx';
import { ModelAbout } from './model-about.tsx';
import { useDeleteModel } from './mutations.ts';
import { useModel } from './queries.ts';
import { useRights } from './use-rights.ts';
import { type VersionAction, VersionDialogs } from './version-dialogs.tsx';
import { VersionsTable } from './versions-table.tsx';

/** Versions of one application, and who decided which one serves. */
export function ModelPage({ name }: { name: string }) {
  const query = useModel(name);
  if (query.data) return <Loaded model={query.data} />;
  if (query.error) {
    const retry = () => void query.refetch();
    return <ErrorState error={query.error} title="This model could not be loaded." onRetry={retry} />;
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}

type OpenDialog = 'import' | 'delete' | null;

function Loaded({ model }: { model: ModelDetail }) {
  const rights = useRights(model.name);
  const [action, setAction] = useState<VersionAction | null>(null);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const decisions = useMemo(() => decisionsOf(model), [model]);
  const register = rights.write && (
    <Button asChild variant="primary">
      <Link href={registerHref(model.name)}>
        <Plus aria-hidden />
        Register version
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={model.name}
        description="Versions of one application; a version never changes."
        actions={
          rights.write && (
            <>
              {/* One with versions stays: answers they gave lead to it. */}
              {model.versions.length === 0 && (
                <IconButton
                  size="md"
                  variant="secondary"
                  label={`Delete ${model.name}`}
                  icon={<Trash2 aria-hidden />}
                  onClick={() => setDialog('delete')}
                />
              )}
              <Button onClick={() => setDialog('import')}>
                <Upload aria-hidden />
                Import a version
              </Button>
              {register}
            </>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {!rights.write && <RightsNote permission="models.write" what="change this model" />}
        <ModelAbout model={model} rights={rights} />
        <UrlTabs
          label="Versions and history"
          items={[
            {
              value: 'versions',
              label: 'Versions',
              count: model.versions.filter(({ deletedAt }) => deletedAt === null).length,
              content: (
                <VersionsTable model={model} rights={rights} onAction={setAction} register={register} />
              ),
            },
            {
              value: 'history',
              label: 'History',
              count: decisions.length,
              content: (
                <DecisionLog
                  model={model.name}
                  decisions={decisions}
                  empty="Nothing was decided yet. Registering a version is the first entry."
                />
              ),
            },
          ]}
        />
      </div>
      <VersionDialogs model={model} action={action} onClose={() => setAction(null)} />
      {dialog === 'import' && <ImportVersionDialog model={model.name} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteModelDialog model={model.name} onClose={() => setDialog(null)} />}
    </>
  );
}

function DeleteModelDialog({ model, onClose }: { model: string; onClose: () => void }) {
  const router = useRouter();
  const remove = useDeleteModel(model);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.success(`${model} is deleted.`);
        router.push('/models');
      },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${model}?`}
      confirmLabel={`Delete ${model}`}
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3">
        <p>It has no version, so nothing is lost but its name, its description and its tags.</p>
        <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
      </div>
    </ConfirmDialog>
  );
}
