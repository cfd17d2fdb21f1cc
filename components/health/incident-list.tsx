'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { Check, Incident } from '#lib/health/schemas.ts';
import { useNoteIncident } from './queries.ts';

export function IncidentList({ check, incidents }: { check: Check; incidents: readonly Incident[] }) {
  return (
    <section aria-label="Incidents" className="flex flex-col gap-2">
      <h3 className="font-semibold text-base">Incidents</h3>
      {incidents.length === 0 && <p className="text-muted-foreground text-sm">None.</p>}
      <ul className="flex flex-col gap-3">
        {incidents.map((incident) => (
          <IncidentItem key={incident.id} check={check} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function IncidentItem({ check, incident }: { check: Check; incident: Incident }) {
  const { from, to, cause, note } = incident;
  return (
    <li className="flex flex-col gap-1 rounded-md border border-border px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge tone={to === null ? 'bad' : 'neutral'}>{to === null ? 'Going on' : 'Over'}</StatusBadge>
        <RelativeTime at={from} />
        {to !== null && (
          <span className="text-muted-foreground">
            for {formatDuration(Date.parse(to) - Date.parse(from))}
          </span>
        )}
      </div>
      <p className="[overflow-wrap:anywhere]">{cause}</p>
      <Note key={note} check={check} incident={incident} />
    </li>
  );
}

function Note({ check, incident: { id, note } }: { check: Check; incident: Incident }) {
  const { data: me } = useMe();
  const save = useNoteIncident(check.id);
  const [text, setText] = useState<string | null>(null);
  const everywhere = me?.reach['health.write']?.everywhere ?? false;
  const mayWrite =
    everywhere ||
    (check.kind === 'question' &&
      canAt(me, 'health.write', { kind: 'endpoint', name: check.subject, environment: check.environment }));
  if (text === null) {
    return (
      <div className="flex items-start justify-between gap-2">
        <p className="whitespace-pre-wrap text-muted-foreground [overflow-wrap:anywhere]">{note}</p>
        {mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setText(note)}>
            {note === '' ? 'Add a note' : 'Change note'}
          </Button>
        )}
      </div>
    );
  }
  const submit = () =>
    save.mutate(
      { id, note: text },
      {
        onSuccess: () => setText(null),
        onError: (error) => toast.error(describeError(error).message),
      },
    );
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        aria-label="Note on the incident"
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={() => setText(null)}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" busy={save.isPending} onClick={submit}>
          Save note
        </Button>
      </div>
    </div>
  );
}
