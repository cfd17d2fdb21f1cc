'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type Explanation, type Permission, permissions, placeOf } from '#lib/access/schemas.ts';
import { useExplanation } from './governance-queries.ts';
import { GrantList } from './grant-list.tsx';
import { type Person, PersonPicker } from './person-picker.tsx';
import { everywhere, type ScopeDraft } from './scope-draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { permissionWords, roleLabel } from './words.ts';

const permissionOptions = permissions.map((permission) => ({
  value: permission,
  label: permissionWords[permission],
}));

/** "Can … do … on …?", with the reason. */
export function AccessQuestion() {
  const [person, setPerson] = useState<Person | null>(null);
  const [permission, setPermission] = useState<Permission>('endpoints.query');
  const [place, setPlace] = useState<ScopeDraft>(everywhere);
  const placed = placeOf(permission) !== 'nowhere' && placeOf(permission) !== 'own';
  const named = placed && place.kind !== 'everything' && place.kind !== 'environment' && place.name !== '';
  const query = person && {
    userId: person.id,
    permission,
    ...(named && { kind: place.kind, name: place.name.trim() }),
  };
  const answer = useExplanation(query);
  return (
    <Card title="Can … do … on …?" description="Asks the rules themselves, and says which grant decides.">
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Field label="Who" required>
            {() => <PersonPicker label="Find a person" chosen={person} onChoose={setPerson} />}
          </Field>
          <Field label="Does what" required>
            {(control) => (
              <Select
                {...control}
                value={permission}
                options={permissionOptions}
                onValueChange={setPermission}
              />
            )}
          </Field>
          {placed && <ScopeFields draft={place} onChange={setPlace} />}
        </div>
        <div aria-live="polite" className="min-h-32 rounded-md bg-muted/50 p-4">
          {query === null && <p className="text-muted-foreground">Choose a person to get the answer here.</p>}
          {query !== null && answer.isPending && <Skeleton className="h-20" />}
          {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
          {answer.data && <Verdict explanation={answer.data} />}
        </div>
      </div>
    </Card>
  );
}

function Verdict({
  explanation: { allowed, sentence, because, rolesThatWould },
}: {
  explanation: Explanation;
}) {
  const Icon = allowed ? CircleCheck : CircleX;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2 font-medium text-lg">
        <Icon aria-hidden className={`mt-1 size-5 shrink-0 ${allowed ? 'text-ok' : 'text-bad'}`} />
        {sentence}
      </p>
      {because.length > 0 && <GrantList grants={because} empty="" />}
      {!allowed && (
        <p className="text-muted-foreground text-sm">
          Roles that would: {rolesThatWould.map(roleLabel).join(', ')}.
        </p>
      )}
    </div>
  );
}
