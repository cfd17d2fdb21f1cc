'use client';

import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { UserWithPassword } from '#lib/access/schemas.ts';

interface OneTimePasswordDialogProps {
  /** Null keeps the dialog closed. */
  issued: UserWithPassword | null;
  onClose: () => void;
}

/** The only moment at which the one-time password can be seen. */
export function OneTimePasswordDialog({ issued, onClose }: OneTimePasswordDialogProps) {
  return (
    <Dialog
      open={issued !== null}
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="One-time password"
      description="Shown once, here and now. It has to be changed at the first sign-in."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {issued && (
        <div className="flex flex-col gap-3">
          <p className="text-base">
            Give this to <span className="font-medium">{issued.user.name}</span> ({issued.user.email}) over a
            channel you trust.
          </p>
          <SecretText value={issued.oneTimePassword} label="Copy one-time password" />
        </div>
      )}
    </Dialog>
  );
}

export function SecretText({ value, label }: { value: string; label: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-border bg-muted py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 flex-1 select-all font-mono text-base [overflow-wrap:anywhere]">{value}</code>
      <CopyButton value={value} label={label} />
    </div>
  );
}
