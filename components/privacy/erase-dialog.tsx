'use client';

import { useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { formatCount } from '#components/ui/format.ts';
import { describeError } from '#lib/client/api.ts';
import type { HeldData } from '#lib/privacy/schemas.ts';
import { useErasePerson } from './queries.ts';

interface EraseDialogProps {
  held: HeldData;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onBegun: (erasureId: string) => void;
}

/** Names what will be lost, and has the person's address typed out. */
export function EraseDialog({ held, open, onOpenChange, onBegun }: EraseDialogProps) {
  const { person, places } = held;
  const erase = useErasePerson();
  const [withDocuments, setWithDocuments] = useState(false);
  const confirm = person.email ?? person.name;
  const documents = places.find(({ place }) => place === 'documents')?.count ?? 0;
  const begin = () =>
    erase.mutate(
      { subject: person.subject, documents: withDocuments ? 'erase' : 'keep', confirm },
      { onSuccess: ({ id }) => onBegun(id) },
    );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Erase the data of ${person.name}?`}
      confirmLabel="Erase for good"
      typeToConfirm={confirm}
      busy={erase.isPending}
      onConfirm={begin}
    >
      <div className="flex flex-col gap-3">
        <p>
          The account is closed at once. This cannot be undone:{' '}
          {places.map(({ label, count }) => `${label.toLowerCase()} (${formatCount(count)})`).join(', ')}.
        </p>
        {documents > 0 && (
          <Field
            layout="inline"
            label="Erase the documents they uploaded, too"
            hint="From every snapshot: versions that pin one answer without these passages from then on."
          >
            {(control) => (
              <Checkbox
                id={control.id}
                aria-describedby={control['aria-describedby']}
                checked={withDocuments}
                onCheckedChange={(checked) => setWithDocuments(checked === true)}
              />
            )}
          </Field>
        )}
        <FormError>{erase.error ? describeError(erase.error).message : undefined}</FormError>
      </div>
    </ConfirmDialog>
  );
}
