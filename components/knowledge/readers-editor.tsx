'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { User, Users, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { principalListSchema } from '#lib/access/schemas.ts';
import { describeError, fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type Principal, type Readers, readersSchema } from '#lib/knowledge/schemas.ts';

interface ReadersEditorProps {
  /** Of the list over the API. */
  path: string;
  /** What it is about: "this document". */
  what: string;
  disabled: boolean;
}

/** Who alone may read something. Every change is in force with the next search. */
export function ReadersEditor({ path, what, disabled }: ReadersEditorProps) {
  const client = useQueryClient();
  const queryKey = queryKeys.knowledge.item('readers', path);
  const readers = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson(path, readersSchema, { signal }),
  });
  const save = useMutation({
    mutationFn: (next: readonly Principal[]) =>
      fetchJson(path, readersSchema, {
        method: 'PUT',
        json: { readers: next.map(({ kind, id }) => ({ kind, id })) },
      }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) =>
      toast.error('Who may read it was not changed.', { description: describeError(error).message }),
  });
  if (readers.error) return <ErrorState error={readers.error} onRetry={() => void readers.refetch()} />;
  if (!readers.data) return <Skeleton className="h-16" />;
  const { readers: list, includesYou } = readers.data;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted-foreground text-sm">
        {list.length === 0
          ? `Everybody who may reach ${what}. Add somebody, and only those listed find, cite and open it.`
          : `Only those listed find, cite and open ${what}.${includesYou ? '' : ' You are not among them.'}`}
      </p>
      <ReaderList
        readers={list}
        onRemove={
          disabled || save.isPending
            ? undefined
            : (one) => save.mutate(list.filter(({ id }) => id !== one.id))
        }
      />
      {!disabled && (
        <AddReader taken={new Set(list.map(({ id }) => id))} onAdd={(one) => save.mutate([...list, one])} />
      )}
    </div>
  );
}

interface ReaderListProps {
  readers: Readers['readers'];
  onRemove: ((reader: Principal) => void) | undefined;
}

function ReaderList({ readers, onRemove }: ReaderListProps) {
  if (readers.length === 0) return null;
  return (
    <ul aria-label="Readers" className="flex flex-wrap gap-1.5">
      {readers.map((reader) => {
        const Icon = reader.kind === 'team' ? Users : User;
        const name = reader.name ?? 'somebody who is gone';
        return (
          <li
            key={reader.id}
            className="inline-flex h-7 items-center gap-1.5 rounded-md border border-border bg-muted pl-2 text-sm"
          >
            <Icon aria-hidden className="size-3.5 text-muted-foreground" />
            {name}
            {onRemove ? (
              <IconButton
                label={`Remove ${name}`}
                icon={<X aria-hidden />}
                className="size-6"
                onClick={() => onRemove(reader)}
              />
            ) : (
              <span className="w-1" />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface AddReaderProps {
  taken: ReadonlySet<string>;
  onAdd: (reader: Principal) => void;
}

function AddReader({ taken, onAdd }: AddReaderProps) {
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: queryKeys.knowledge.item('principals', search),
    queryFn: ({ signal }) => fetchJson('/api/principals', principalListSchema, { query: { search }, signal }),
    enabled: search !== '',
  });
  const items = (found.data?.items ?? []).filter(({ id }) => !taken.has(id));
  return (
    <div className="flex flex-col gap-1">
      <SearchInput value={search} onSearch={setSearch} label="Add a person or a team" />
      {search !== '' && found.data && (
        <ul aria-label="People and teams" className="flex max-w-96 flex-col rounded-md border border-border">
          {items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className="flex min-h-9 w-full items-center justify-between gap-3 px-3 text-left hover:bg-hover"
                onClick={() => {
                  onAdd(item);
                  setSearch('');
                }}
              >
                <span className="truncate">{item.name}</span>
                <span className="truncate text-muted-foreground text-sm">{item.detail}</span>
              </button>
            </li>
          ))}
          {items.length === 0 && <li className="px-3 py-2 text-muted-foreground text-sm">Nobody matches.</li>}
        </ul>
      )}
    </div>
  );
}
