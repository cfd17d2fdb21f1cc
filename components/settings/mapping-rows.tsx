'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTeams } from '#components/access/governance-queries.ts';
import { useRoleOptions } from '#components/access/role-options.ts';
import { ScopeFields } from '#components/access/scope-fields.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { type MappingDraft, withAnother } from './mapping-draft.ts';

interface MappingRowsProps {
  drafts: readonly MappingDraft[];
  onChange: (drafts: MappingDraft[]) => void;
}

/** What each group of an identity provider gives: a role and where, or a team. */
export function MappingRows({ drafts, onChange }: MappingRowsProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium text-sm">Groups</legend>
      <p className="text-muted-foreground text-sm">
        Looked at anew at every sign-in. A group may have several rows.
      </p>
      {drafts.map((draft, index) => (
        <MappingRow
          key={draft.key}
          position={index + 1}
          draft={draft}
          onChange={(changed) => onChange(drafts.map((each) => (each.key === draft.key ? changed : each)))}
          onRemove={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
        />
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange(withAnother(drafts))}>
        <Plus aria-hidden />
        Add a group
      </Button>
    </fieldset>
  );
}

interface MappingRowProps {
  position: number;
  draft: MappingDraft;
  onChange: (draft: MappingDraft) => void;
  onRemove: () => void;
}

const gives = [
  { value: 'role', label: 'A role' },
  { value: 'team', label: 'A team' },
] as const;

function MappingRow({ position, draft, onChange, onRemove }: MappingRowProps) {
  const name = `Group ${position}`;
  return (
    <fieldset aria-label={name} className="flex items-start gap-2 rounded-md border border-border p-3">
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Group, as the provider names it" required>
            {(field) => (
              <Input
                {...field}
                value={draft.group}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus={draft.group === ''}
                onChange={(event) => onChange({ ...draft, group: event.target.value })}
              />
            )}
          </Field>
          <Field label="Gives" required>
            {(field) => (
              <Select
                {...field}
                value={draft.gives}
                options={gives}
                onValueChange={(next) => onChange({ ...draft, gives: next })}
              />
            )}
          </Field>
        </div>
        {draft.gives === 'role' ? (
          <RoleFields draft={draft} onChange={onChange} />
        ) : (
          <TeamField draft={draft} onChange={onChange} />
        )}
      </div>
      <IconButton label={`Remove ${name}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
    </fieldset>
  );
}

function RoleFields({ draft, onChange }: Pick<MappingRowProps, 'draft' | 'onChange'>) {
  const { options = [] } = useRoleOptions();
  return (
    <>
      <Field label="Role" required>
        {(field) => (
          <Select
            {...field}
            value={draft.role}
            options={options}
            onValueChange={(role) => onChange({ ...draft, role })}
          />
        )}
      </Field>
      <ScopeFields draft={draft.scope} onChange={(scope) => onChange({ ...draft, scope })} />
    </>
  );
}

function TeamField({ draft, onChange }: Pick<MappingRowProps, 'draft' | 'onChange'>) {
  const teams = useTeams({ page: 1, pageSize: 200 }).data?.items ?? [];
  const options = teams.map(({ id, name, description }) => ({
    value: id,
    label: name,
    hint: description || undefined,
  }));
  const known = draft.teamId === '' || teams.some(({ id }) => id === draft.teamId);
  return (
    <Field label="Team" required>
      {(field) => (
        <Select
          {...field}
          value={draft.teamId}
          placeholder={teams.length === 0 ? 'There is no team yet' : 'Choose a team…'}
          options={known ? options : [...options, { value: draft.teamId, label: 'The team chosen before' }]}
          onValueChange={(teamId) => onChange({ ...draft, teamId })}
        />
      )}
    </Field>
  );
}
