'use client';

import { AtSign, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { describeError } from '#lib/client/api.ts';
import type { ModelDetail } from '#lib/registry/schemas.ts';
import { versionHref } from './hrefs.ts';
import { MoveAliasDialog } from './move-alias-dialog.tsx';
import { useDeleteAlias } from './mutations.ts';

/** Where each alias points, with the ways to change that. */
export function AliasList({ model, mayPromote }: { model: ModelDetail; mayPromote: boolean }) {
  const [moving, setMoving] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  if (model.aliases.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        None yet. Point @champion at a version, and endpoints that follow it serve that version.
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Aliases" className="flex flex-col gap-1">
        {model.aliases.map(({ alias, version }) => (
          <li key={alias} className="flex min-h-7 items-center gap-2 tabular-nums">
            <span className="flex min-w-0 items-center">
              <AtSign aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
              <span className="truncate font-medium">{alias}</span>
            </span>
            <Link href={versionHref(model.name, version)} className="whitespace-nowrap hover:underline">
              version {version}
            </Link>
            {mayPromote && (
              <span className="ml-auto flex items-center">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Move @${alias}`}
                  onClick={() => setMoving(alias)}
                >
                  Move…
                </Button>
                <IconButton
                  label={`Remove @${alias}`}
                  icon={<X aria-hidden />}
                  onClick={() => setRemoving(alias)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {moving !== null && (
        <MoveAliasDialog model={model} version={null} alias={moving} onClose={() => setMoving(null)} />
      )}
      {removing !== null && (
        <RemoveAliasDialog model={model.name} alias={removing} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}

interface RemoveAliasDialogProps {
  model: string;
  alias: string;
  onClose: () => void;
}

function RemoveAliasDialog({ model, alias, onClose }: RemoveAliasDialogProps) {
  const remove = useDeleteAlias(model);
  const confirm = () =>
    remove.mutate(
      { alias, reason: '', ticket: '' },
      {
        onSuccess: () => {
          toast.success(`@${alias} is removed.`);
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove @${alias} from ${model}?`}
      confirmLabel={`Remove @${alias}`}
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-3">
        <p>No version is lost; the name stops pointing at one. It can be pointed at a version again.</p>
        <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
      </div>
    </ConfirmDialog>
  );
}
