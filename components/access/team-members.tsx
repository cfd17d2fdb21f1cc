'use client';

import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { describeError } from '#lib/client/api.ts';
import { useChangeMember, useMembers } from './governance-queries.ts';
import { type Person, PersonPicker } from './person-picker.tsx';

const pageSize = 20;

export function TeamMembers({ teamId, governs }: { teamId: string; governs: boolean }) {
  const [page, setPage] = useState(1);
  const members = useMembers(teamId, { page, pageSize });
  const change = useChangeMember(teamId);
  const set = async (person: Person | null, member: boolean) => {
    if (person === null) return;
    try {
      await change.mutateAsync({ userId: person.id, member });
      toast.success(member ? `${person.name} is in the team.` : `${person.name} is no longer in the team.`);
    } catch (error) {
      toast.error('The team was not changed.', { description: describeError(error).message });
    }
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Members</h3>
      <ul className="divide-y divide-border rounded-md border border-border">
        {members.data?.items.map((member) => (
          <li key={member.id} className="flex min-h-10 items-center justify-between gap-3 px-3 py-1">
            <span className="min-w-0 truncate">
              {member.name} <span className="text-muted-foreground text-sm">{member.email}</span>
            </span>
            <span className="flex items-center gap-1.5">
              {member.source === 'identity-provider' && <Badge>from the identity provider</Badge>}
              {governs && (
                <IconButton
                  label={`Remove ${member.name}`}
                  icon={<UserMinus aria-hidden />}
                  onClick={() => void set(member, false)}
                />
              )}
            </span>
          </li>
        ))}
        {members.data?.total === 0 && (
          <li className="px-3 py-2 text-muted-foreground text-sm">Nobody is in this team yet.</li>
        )}
      </ul>
      {members.data && members.data.total > pageSize && (
        <Pagination page={page} pageSize={pageSize} total={members.data.total} onPage={setPage} />
      )}
      {governs && (
        <PersonPicker
          label="Find a person to add"
          chosen={null}
          onChoose={(person) => void set(person, true)}
        />
      )}
    </section>
  );
}
