'use client';

import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { CreatedApiKey } from '#lib/access/schemas.ts';
import { curlExample } from './curl-example.ts';
import { SecretText } from './one-time-password-dialog.tsx';

interface CreatedKeyDialogProps {
  /** Null keeps the dialog closed. */
  created: CreatedApiKey | null;
  onClose: () => void;
}

/** The only moment at which the key can be seen. */
export function CreatedKeyDialog({ created, onClose }: CreatedKeyDialogProps) {
  return (
    <Dialog
      open={created !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`API key "${created?.key.name ?? ''}"`}
      description="Copy it now: it is shown once and cannot be brought back."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {created && (
        <div className="flex flex-col gap-4">
          <SecretText value={created.value} label="Copy API key" />
          <CodeBlock title="Try it" wrap code={curlExample(window.location.origin, created)} />
        </div>
      )}
    </Dialog>
  );
}
