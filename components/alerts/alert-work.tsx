'use client';

import { BellOff, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { AlertDetail } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { useAcknowledge, useAssign, useAssignees, useNote } from './queries.ts';
import { silenceChoices } from './silence-choices.ts';
import { SilenceDialog } from './silence-dialog.tsx';

const failed = (error: unknown) => toast.error(describeError(error).message);
const nobody = 'nobody';

/** What somebody on call does with an alert; each is one touch on a phone. */
export function AlertWork({ alert }: { alert: AlertDetail }) {
  const acknowledge = useAcknowledge(alert.id);
  const [silencing, setSilencing] = useState(false);
  const open = alert.resolvedAt === null;
  // What watches the evaluation itself cannot be silenced.
  const choices = silenceChoices(alert);
  return (
    <section aria-label="Take care of it" className="flex flex-col gap-3 rounded-md border border-border p-3">
      {open && (
        <div className="grid grid-cols-2 gap-2">
          <Button
            variant={alert.acknowledged === null ? 'primary' : 'secondary'}
            size="lg"
            busy={acknowledge.isPending}
            onClick={() => acknowledge.mutate(alert.acknowledged === null, { onError: failed })}
          >
            <UserRoundCheck aria-hidden />
            {alert.acknowledged === null ? 'Acknowledge' : 'Take it back'}
          </Button>
          {choices.length > 0 && (
            <Button size="lg" onClick={() => setSilencing(true)}>
              <BellOff aria-hidden />
              Silence
            </Button>
          )}
        </div>
      )}
      <Assignee alert={alert} />
      <NoteField id={alert.id} />
      {silencing && <SilenceDialog choices={choices} onClose={() => setSilencing(false)} />}
    </section>
  );
}

function Assignee({ alert }: { alert: AlertDetail }) {
  const assign = useAssign(alert.id);
  const people = useAssignees();
  const known = people.data?.items ?? (alert.assignee === null ? [] : [alert.assignee]);
  return (
    <Field label="Assigned to">
      {(control) => (
        <Select
          {...control}
          value={alert.assignee?.id ?? nobody}
          disabled={assign.isPending}
          onValueChange={(id) => assign.mutate(id === nobody ? null : id, { onError: failed })}
          options={[
            { value: nobody, label: 'Nobody' },
            ...known.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </Field>
  );
}

function NoteField({ id }: { id: string }) {
  const note = useNote(id);
  const [text, setText] = useState('');
  const write = () => note.mutate(text, { onSuccess: () => setText(''), onError: failed });
  return (
    <div className="flex flex-col gap-2">
      <Field label="Note" hint="For whoever looks after you.">
        {(control) => (
          <Textarea {...control} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <Button className="self-end" disabled={text.trim() === ''} busy={note.isPending} onClick={write}>
        Write note
      </Button>
    </div>
  );
}
