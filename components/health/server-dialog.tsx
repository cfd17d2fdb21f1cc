'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { type ScrapeTarget, scrapeTargetInputSchema } from '#lib/telemetry/schemas.ts';
import { useSaveServer } from './queries.ts';

const formId = 'scraped-server';

interface Draft {
  name: string;
  url: string;
  /** Empty keeps what is stored. */
  token: string;
  removeToken: boolean;
  allowPrivateNetwork: boolean;
  metrics: string;
  everySeconds: string;
  enabled: boolean;
}

function draftOf(server: ScrapeTarget | null): Draft {
  return {
    name: server?.name ?? '',
    url: server?.url ?? '',
    token: '',
    removeToken: false,
    allowPrivateNetwork: server?.allowPrivateNetwork ?? false,
    metrics: server?.metrics.join('\n') ?? '',
    everySeconds: String(server?.everySeconds ?? 30),
    enabled: server?.enabled ?? true,
  };
}

function inputOf({ token, removeToken, metrics, everySeconds, ...draft }: Draft) {
  return scrapeTargetInputSchema.safeParse({
    ...draft,
    ...(removeToken ? { token: '' } : token !== '' && { token }),
    metrics: metrics.split(/\s+/).filter((name) => name !== ''),
    everySeconds: Number(everySeconds),
  });
}

/** Mounted while it is open; null adds a server. */
export function ServerDialog({ server, onClose }: { server: ScrapeTarget | null; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(server));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const save = useSaveServer();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = () => {
    const input = inputOf(draft);
    if (!input.success) return setProblem(input.error.issues[0]?.message);
    save.mutate(
      { before: server, json: input.data },
      { onSuccess: onClose, onError: (error) => setProblem(describeError(error).message) },
    );
  };
  const text = (name: 'name' | 'url' | 'everySeconds') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  const box = (name: 'allowPrivateNetwork' | 'enabled' | 'removeToken') => ({
    checked: draft[name],
    onCheckedChange: (on: boolean | 'indeterminate') => change({ [name]: on === true }),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={server === null ? 'Add a server' : `Change "${server.name}"`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {server === null ? 'Add server' : 'Save server'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label="Name" required>
          {(control) => <Input {...control} {...text('name')} autoComplete="off" placeholder="GPU box" />}
        </Field>
        <Field label="Address of its metrics" hint="Redirects are not followed." required>
          {(control) => (
            <Input
              {...control}
              {...text('url')}
              type="url"
              autoComplete="off"
              placeholder="http://10.0.0.5:8000/metrics"
            />
          )}
        </Field>
        <Field
          label="It stands in a private network"
          hint="Metadata services are never opened."
          layout="inline"
        >
          {(control) => <Checkbox {...control} {...box('allowPrivateNetwork')} />}
        </Field>
        <Field
          label="Bearer token"
          hint={server?.hasToken ? 'One is stored; leave empty to keep it.' : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              disabled={draft.removeToken}
              value={draft.token}
              onChange={(event) => change({ token: event.target.value })}
            />
          )}
        </Field>
        {server?.hasToken && (
          <Field label="Remove the stored token" layout="inline">
            {(control) => <Checkbox {...control} {...box('removeToken')} />}
          </Field>
        )}
        <Field
          label="Further metrics"
          hint="Names, one on each line; GPUs, queues and caches are read anyway."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={draft.metrics}
              onChange={(event) => change({ metrics: event.target.value })}
            />
          )}
        </Field>
        <Field label="Seconds between readings" required>
          {(control) => <Input {...control} {...text('everySeconds')} type="number" min={15} max={3600} />}
        </Field>
        <Field label="Switched on" layout="inline">
          {(control) => <Checkbox {...control} {...box('enabled')} />}
        </Field>
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}
