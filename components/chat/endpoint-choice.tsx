'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Select } from '#components/ui/select.tsx';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import { type ChatEndpoint, chatEndpointSchema } from '#lib/serving/schemas.ts';

const listSchema = z.object({ items: z.array(chatEndpointSchema) });
/** What a new installation serves. */
const usual = 'assistant';

export interface EndpointChoice {
  /** What a new conversation talks to. */
  endpoint: string;
  choose: (name: string) => void;
  options: readonly ChatEndpoint[];
}

/** Who a new conversation talks to: the last choice, else the usual one, else the first there is. */
export function useEndpointChoice(initial: readonly ChatEndpoint[]): EndpointChoice {
  const [chosen, choose] = useStoredState('chat.endpoint', z.string().nullable(), null);
  const query = useQuery({
    queryKey: queryKeys.endpoints.list({ chat: true }),
    queryFn: ({ signal }) => fetchJson('/api/me/endpoints', listSchema, { signal }),
    staleTime: 60_000,
    initialData: { items: [...initial] },
  });
  const options = query.data.items;
  const known = (name: string | null) => options.find((option) => option.name === name)?.name;
  return { endpoint: known(chosen) ?? known(usual) ?? options[0]?.name ?? usual, choose, options };
}

/** Shown when there is something to choose. */
export function EndpointSelect({ choice }: { choice: EndpointChoice }) {
  if (choice.options.length < 2) return null;
  return (
    <Select
      aria-label="Talk to"
      size="sm"
      className="w-auto max-w-60 border-transparent bg-transparent text-muted-foreground"
      value={choice.endpoint}
      onValueChange={choice.choose}
      options={choice.options.map(({ name, description, environment }) => ({
        value: name,
        label: (
          <span className="inline-flex items-center gap-2">
            {name}
            {environment !== 'production' && <EnvironmentBadge environment={environment} />}
          </span>
        ),
        hint: description.slice(0, 80) || undefined,
      }))}
    />
  );
}
