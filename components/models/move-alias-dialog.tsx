'use client';

import { ArrowRight } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { aliasNameSchema, type ModelDetail } from '#lib/registry/schemas.ts';
import { effectOfMove, followersOf } from './serving-places.ts';
import { useUndoableMove } from './use-move-alias.ts';
import { VersionSelect } from './version-select.tsx';

interface MoveAliasDialogProps {
  model: ModelDetail;
  /** Null lets the person choose one. */
  version: number | null;
  /** Empty lets the person name one. */
  alias: string;
  onClose: () => void;
}

const formId = 'move-alias';

/** Says what will change, takes reason and ticket, moves. Mounted only while open. */
export function MoveAliasDialog({ model, version: fixed, alias: given, onClose }: MoveAliasDialogProps) {
  const { move, busy } = useUndoableMove(model.name);
  const [chosen, setChosen] = useState<number | null>(null);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [ticket, setTicket] = useState('');
  const [problem, setProblem] = useState<string>();
  const [nameProblem, setNameProblem] = useState<string>();
  const version = fixed ?? chosen;
  const alias = given === '' ? typed.trim().replace(/^@/, '') : given;
  const current = model.aliases.find((entry) => entry.alias === alias)?.version ?? null;
  const effect = useEffectOfMove(model.name, alias, version ?? 0);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = aliasNameSchema.safeParse(alias);
    setNameProblem(checked.success ? undefined : checked.error.issues[0]?.message);
    if (!checked.success || version === null) return;
    try {
      await move({ alias, version, reason, ticket }, effect);
      onClose();
    } catch (error) {
      setProblem(describeError(error).message);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={titleOf(given, fixed)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={busy}
            disabled={version === null || current === version || alias === ''}
          >
            Move {alias === '' ? 'alias' : `@${alias}`}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {given === '' && (
          <Field
            label="Alias"
            hint="For example challenger. New names are made."
            error={nameProblem}
            required
          >
            {(control) => (
              <Input
                {...control}
                value={typed}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        {fixed === null && (
          <Field label="Version" required>
            {({ 'aria-required': _, ...control }) => (
              <VersionSelect {...control} model={model} value={chosen} onChange={setChosen} />
            )}
          </Field>
        )}
        {alias !== '' && version !== null && (
          <div className="flex flex-col gap-1 rounded-md border border-border bg-muted px-3 py-2.5">
            <p className="flex items-center gap-2 font-medium tabular-nums">
              {current === null ? 'not set' : `version ${current}`}
              <ArrowRight role="img" aria-label="to" className="size-4 text-muted-foreground" />
              version {version}
            </p>
            <p className="text-sm" aria-live="polite">
              {current === version ? `@${alias} is at version ${version} already.` : effect}
            </p>
          </div>
        )}
        <Field label="Reason" hint="Kept in the history, for whoever asks later.">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label="Ticket" hint="The approval in your own system, for example CHG-1042.">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              autoComplete="off"
              value={ticket}
              onChange={(event) => setTicket(event.target.value)}
            />
          )}
        </Field>
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}

function titleOf(alias: string, version: number | null): string {
  if (version === null) return `Move @${alias}`;
  return alias === '' ? `Point an alias at version ${version}` : `Move @${alias} to version ${version}`;
}

function useEffectOfMove(model: string, alias: string, version: number): string {
  const { data, error } = useEndpoints();
  if (data) return effectOfMove(followersOf(data.items, model, `@${alias}`), version);
  return error
    ? 'Which endpoints follow it could not be read; those that do will serve the version at once.'
    : 'Looking up which endpoints follow it…';
}
