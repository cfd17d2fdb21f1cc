'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { showProblem } from '#components/access/form-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Drawer, useDrawerId } from '#components/ui/drawer.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { describeError } from '#lib/client/api.ts';
import { createEndpointSchema, type EndpointDetail, environmentSchema } from '#lib/serving/schemas.ts';
import { DescriptionField, EnvironmentField } from './endpoint-fields.tsx';
import { useDeleteEndpoint, useUpdateEndpoint } from './mutations.ts';

const formId = 'endpoint-settings';

/** Facts about the endpoint itself (`?settings=open`): no new configuration comes from changing them. */
export function SettingsDrawer({ endpoint }: { endpoint: EndpointDetail }) {
  const [id, setId] = useDrawerId('settings');
  return (
    <Drawer
      open={id !== null}
      onOpenChange={(open) => !open && setId(null)}
      title="Settings"
      footer={
        <>
          <Button onClick={() => setId(null)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary">
            Save settings
          </Button>
        </>
      }
    >
      <SettingsForm endpoint={endpoint} onSaved={() => setId(null)} />
      <DeleteEndpoint name={endpoint.name} />
    </Drawer>
  );
}

const settingsSchema = z.object({
  description: createEndpointSchema.shape.description.unwrap(),
  environment: environmentSchema,
});
type Settings = z.infer<typeof settingsSchema>;

function SettingsForm({ endpoint, onSaved }: { endpoint: EndpointDetail; onSaved: () => void }) {
  const update = useUpdateEndpoint(endpoint.name);
  const { control, handleSubmit, setError, formState } = useForm<Settings>({
    resolver: zodResolver(settingsSchema),
    defaultValues: { description: endpoint.description, environment: endpoint.environment },
  });
  const submit = handleSubmit(async (values) => {
    if (update.isPending) return;
    try {
      await update.mutateAsync({ expectedConfig: endpoint.config, ...values, reason: '', ticket: '' });
      toast.success('The settings are saved.');
      onSaved();
    } catch (error) {
      showProblem(error, ['description', 'environment'], setError);
    }
  });
  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <DescriptionField control={control} />
      <EnvironmentField control={control} />
      <FormError>{formState.errors.root?.message}</FormError>
    </form>
  );
}

function DeleteEndpoint({ name }: { name: string }) {
  const router = useRouter();
  const remove = useDeleteEndpoint(name);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  return (
    <section className="mt-8 flex flex-col items-start gap-2 border-border border-t pt-4">
      <h3 className="font-medium">Delete this endpoint</h3>
      <p className="text-muted-foreground text-sm">Whoever calls its name is refused from then on.</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete endpoint
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setProblem(undefined);
          setAsking(open);
        }}
        title={`Delete "${name}"?`}
        confirmLabel="Delete endpoint"
        typeToConfirm={name}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              toast.success(`"${name}" is deleted.`);
              router.push('/endpoints');
            },
            onError: (error) => setProblem(describeError(error).message),
          })
        }
      >
        <p>
          Its configurations and their history are lost, and every call to this name is refused. Recorded
          requests and the models it serves stay. This cannot be undone.
        </p>
        <FormError>{problem}</FormError>
      </ConfirmDialog>
    </section>
  );
}
