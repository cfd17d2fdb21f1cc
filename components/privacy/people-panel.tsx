'use client';

import { UserRoundSearch } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { type FoundPerson, subjectSchema } from '#lib/privacy/schemas.ts';
import { HeldDataCard } from './held-data-card.tsx';
import { usePeople } from './queries.ts';

/** Who is looked for and who is open are in the URL. */
export function PeoplePanel() {
  const [{ q, kind, person }, setState] = useQueryStates(
    { q: parseAsString.withDefault(''), kind: parseAsString, person: parseAsString },
    { history: 'push' },
  );
  const subject = subjectSchema.safeParse({ kind, id: person }).data;
  return (
    <div className="flex flex-col gap-4">
      <SearchInput
        label="E-mail, name or id"
        value={q}
        onSearch={(next) => void setState({ q: next || null, kind: null, person: null })}
        className="max-w-md"
      />
      {subject === undefined ? (
        <Found
          q={q}
          onOpen={(found) => void setState({ kind: found.subject.kind, person: found.subject.id })}
        />
      ) : (
        <>
          <Button
            variant="link"
            className="self-start"
            onClick={() => void setState({ kind: null, person: null })}
          >
            Back to who was found
          </Button>
          <HeldDataCard key={`${subject.kind}/${subject.id}`} subject={subject} />
        </>
      )}
    </div>
  );
}

function Found({ q, onOpen }: { q: string; onOpen: (person: FoundPerson) => void }) {
  const people = usePeople(q.trim());
  if (q.trim() === '') {
    return (
      <EmptyState icon={UserRoundSearch} title="Find a person">
        By e-mail address, name or id; or by the name an application gives its users in requests.
      </EmptyState>
    );
  }
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (people.data === undefined) return <SkeletonText lines={3} />;
  if (people.data.items.length === 0) {
    return (
      <EmptyState icon={UserRoundSearch} title="Nobody found">
        Names that applications give are found when typed out in full.
      </EmptyState>
    );
  }
  return (
    <ul
      aria-label="People found"
      className="flex flex-col divide-y divide-border rounded-md border border-border bg-surface"
    >
      {people.data.items.map((person) => (
        <li key={`${person.subject.kind}/${person.subject.id}`}>
          <button
            type="button"
            onClick={() => onOpen(person)}
            className="flex w-full flex-wrap items-center gap-2 px-4 py-2.5 text-left hover:bg-hover"
          >
            <span className="font-medium">{person.name}</span>
            <span className="text-muted-foreground text-sm">{person.email}</span>
            <Badge>{person.subject.kind === 'user' ? 'Account' : 'Named by an application'}</Badge>
            {person.disabledAt !== null && <Badge>Disabled</Badge>}
          </button>
        </li>
      ))}
    </ul>
  );
}
