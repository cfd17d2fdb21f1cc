'use client';

import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ApiKeySummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useRevokeApiKey } from './queries.ts';

interface RevokeKeyDialogProps {
  /** Null keeps the dialog closed. */
  apiKey: ApiKeySummary | null;
  onClose: () => void;
}

export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const revoke = useRevokeApiKey();
  if (apiKey === null) return null;
  const close = () => {
    revoke.reset();
    onClose();
  };
  const confirm = () =>
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        close();
        toast.success(`"${apiKey.name}" was revoked.`);
      },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Revoke "${apiKey.name}"?`}
      confirmLabel="Revoke API key"
      busy={revoke.isPending}
      onConfirm={confirm}
    >
      <p>
        Every program that uses <code className="font-mono">{apiKey.prefix}…</code> of {apiKey.owner.name} is
        refused from its next request on. A revoked key cannot be brought back.
      </p>
      <p className="mt-2">
        Last used: <RelativeTime at={apiKey.lastUsedAt} />
      </p>
      {revoke.error && <FormError>{describeError(revoke.error).message}</FormError>}
    </ConfirmDialog>
  );
}
