'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { describeError } from '#lib/client/api.ts';
import { moveAliasHref, versionHref } from './hrefs.ts';
import { useImportVersion } from './mutations.ts';
import { tellRegistered } from './register/tell-registered.tsx';

const formId = 'import-version';

/** Takes a version in that was exported here or elsewhere. Mounted only while open. */
export function ImportVersionDialog({ model, onClose }: { model: string; onClose: () => void }) {
  const router = useRouter();
  const upload = useImportVersion(model);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    upload.mutate(
      { file, dryRun: tried ? 'require' : 'skip' },
      {
        onSuccess: (version) => {
          onClose();
          router.push(versionHref(model, version.number));
          tellRegistered(version, () => router.push(moveAliasHref(model, version.number, 'champion')));
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Import a version"
      description={`It becomes the next version of ${model}.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={upload.isPending}
            disabled={file === null}
          >
            Import version
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Exported folder, as a zip file"
          hint="As Export writes it: MLflow’s layout with an MLmodel file. Its knowledge base and provider must exist here."
          required
        >
          {(control) => (
            <Input
              {...control}
              type="file"
              accept=".zip,application/zip"
              className="h-auto py-1.5"
              onChange={(event) => {
                upload.reset();
                setFile(event.target.files?.[0] ?? null);
              }}
            />
          )}
        </Field>
        <Field
          layout="inline"
          label="Answer one question first"
          hint="A version that cannot answer is refused, with the reason."
        >
          {({ 'aria-required': _, ...control }) => (
            <Checkbox
              {...control}
              className="mt-0.5"
              checked={tried}
              onCheckedChange={(checked) => setTried(checked === true)}
            />
          )}
        </Field>
        <FormError>{upload.error ? describeError(upload.error).message : undefined}</FormError>
      </form>
    </Dialog>
  );
}
