'use client';

import { SecretText } from '#components/access/one-time-password-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { CreatedChannel } from '#lib/notifications/schemas.ts';

interface SecretDialogProps {
  /** Null keeps the dialog closed, as does a channel without a secret. */
  created: CreatedChannel | null;
  onClose: () => void;
}

/** The only moment at which a signing secret can be seen. */
export function SecretDialog({ created, onClose }: SecretDialogProps) {
  if (created === null || created.secret === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Signing secret of "${created.name}"`}
      description="Give it to the receiver now: it is shown once and cannot be brought back."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SecretText value={created.secret} label="Copy signing secret" />
      <p className="mt-3 text-muted-foreground text-sm">
        Requests are signed as the Standard Webhooks specification has it: any of its libraries verifies them.
      </p>
    </Dialog>
  );
}
