'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useModels } from '#components/models/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RunDetail } from '#lib/tracking/schemas.ts';
import { registerFromRunHref } from './hrefs.ts';

interface RegisterDialogProps {
  run: RunDetail;
  onClose: () => void;
}

/** Which application the version belongs to; its document comes on the next screen. */
export function RegisterDialog({ run, onClose }: RegisterDialogProps) {
  const router = useRouter();
  const models = useModels();
  const [chosen, setChosen] = useState<string>();
  const names = models.data?.items.map(({ name }) => name) ?? [];
  const model = chosen ?? run.versions[0]?.model ?? names[0];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Register a version from this run"
      description={`The version will say that it came from ${run.name}.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={model === undefined}
            onClick={() => model !== undefined && router.push(registerFromRunHref(model, run.id))}
          >
            Write its document
          </Button>
        </>
      }
    >
      {models.error ? (
        <ErrorState error={models.error} title="The models could not be loaded." />
      ) : models.data && names.length === 0 ? (
        <p>There is no model yet. Create one under Models, then come back.</p>
      ) : (
        <Field label="Model" required>
          {({ 'aria-required': _, ...control }) => (
            <Select
              {...control}
              value={model}
              onValueChange={setChosen}
              options={names.map((name) => ({ value: name, label: name }))}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}
