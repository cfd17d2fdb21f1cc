'use client';

import { useState } from 'react';
import { useTeams } from '#components/access/governance-queries.ts';
import { type Person, PersonPicker } from '#components/access/person-picker.tsx';
import { useApiKeys } from '#components/access/queries.ts';
import { Field, type FieldControlProps } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { everySubject, type RateSubjectKind } from '#lib/limits/schemas.ts';
import { subjectKindWords } from './words.ts';

export interface Subject<Kind extends RateSubjectKind> {
  kind: Kind;
  /** `*` for each of the kind; empty while nobody is chosen. */
  id: string;
}

interface SubjectFieldsProps<Kind extends RateSubjectKind> {
  kinds: readonly Kind[];
  subject: Subject<Kind>;
  onChange: (subject: Subject<Kind>) => void;
}

/** Whom a limit is for: each of a kind, or one of it. */
export function SubjectFields<Kind extends RateSubjectKind>({
  kinds,
  subject,
  onChange,
}: SubjectFieldsProps<Kind>) {
  const each = subject.id === everySubject;
  const words = subjectKindWords[subject.kind];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="For" required>
          {(control) => (
            <Select
              {...control}
              value={subject.kind}
              options={kinds.map((kind) => ({ value: kind, label: subjectKindWords[kind].one }))}
              onValueChange={(kind) => onChange({ kind, id: everySubject })}
            />
          )}
        </Field>
        <Field label="Which" required>
          {(control) => (
            <Select
              {...control}
              value={each ? 'each' : 'one'}
              options={[
                { value: 'each', label: `${words.each}, on its own` },
                { value: 'one', label: `One ${words.one.toLowerCase()}` },
              ]}
              onValueChange={(which) => onChange({ ...subject, id: which === 'each' ? everySubject : '' })}
            />
          )}
        </Field>
      </div>
      {!each && (
        <Field label={words.one} required>
          {(control) => (
            <OneSubject
              key={subject.kind}
              control={control}
              kind={subject.kind}
              id={subject.id}
              onId={(id) => onChange({ ...subject, id })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

interface OneSubjectProps {
  control: FieldControlProps;
  kind: RateSubjectKind;
  id: string;
  onId: (id: string) => void;
}

function OneSubject({ control, kind, id, onId }: OneSubjectProps) {
  switch (kind) {
    case 'user':
      return <OnePerson onId={onId} />;
    case 'team':
      return <OneTeam control={control} id={id} onId={onId} />;
    case 'key':
      return <OneKey control={control} id={id} onId={onId} />;
    case 'endpoint':
    case 'tag':
      return (
        <Input {...control} value={id} autoComplete="off" onChange={(event) => onId(event.target.value)} />
      );
  }
}

function OnePerson({ onId }: Pick<OneSubjectProps, 'onId'>) {
  const [person, setPerson] = useState<Person | null>(null);
  const choose = (next: Person | null) => {
    setPerson(next);
    onId(next?.id ?? '');
  };
  return <PersonPicker label="Find a person" chosen={person} onChoose={choose} />;
}

function OneTeam({ control, id, onId }: Omit<OneSubjectProps, 'kind'>) {
  const teams = useTeams({ page: 1, pageSize: 200 });
  const options = (teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }));
  return <Select {...control} value={id} options={options} onValueChange={onId} />;
}

function OneKey({ control, id, onId }: Omit<OneSubjectProps, 'kind'>) {
  const keys = useApiKeys({ scope: 'all', state: 'usable', page: 1, pageSize: 200 });
  const options = (keys.data?.items ?? []).map((key) => ({
    value: key.id,
    label: key.name,
    hint: `${key.prefix}…, ${key.owner.name}`,
  }));
  return <Select {...control} value={id} options={options} onValueChange={onId} />;
}
