'use client';

import { useQueries } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { z } from 'zod';
import type { Me, Permission } from '#lib/access/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { can } from '#lib/client/use-me.ts';

export interface PaletteGroup {
  kind: 'conversation' | 'model' | 'endpoint' | 'knowledge';
  heading: string;
  items: readonly { label: string; href: string }[];
}

const named = z.object({ items: z.array(z.object({ name: z.string() })) });
const titled = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });

const namedSources = [
  { kind: 'model', heading: 'Models', path: '/models', key: queryKeys.models, permission: 'models.read' },
  {
    kind: 'knowledge',
    heading: 'Knowledge',
    path: '/knowledge',
    key: queryKeys.knowledge,
    permission: 'knowledge.read',
  },
  {
    kind: 'endpoint',
    heading: 'Endpoints',
    path: '/endpoints',
    key: queryKeys.endpoints,
    permission: 'endpoints.read',
  },
] as const satisfies readonly { permission: Permission; [other: string]: unknown }[];

/** Things by name; only what the person may read is asked for. */
export function usePaletteResults(text: string, me: Me | undefined): PaletteGroup[] {
  const q = useDeferredValue(text.trim());
  const results = useQueries({
    queries: [
      {
        queryKey: queryKeys.conversations.list({ q }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          fetchJson('/api/conversations', titled, { signal, query: { q } }).then((page) =>
            page.items.slice(0, 8).map((item) => ({ label: item.title, href: `/chat/${item.id}` })),
          ),
        enabled: can(me, 'chat.use'),
      },
      ...namedSources.map((source) => ({
        queryKey: [...source.key.all, 'palette'],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          fetchJson(`/api${source.path}`, named, { signal }).then((page) =>
            page.items.map((item) => ({
              label: item.name,
              href: `${source.path}/${encodeURIComponent(item.name)}`,
            })),
          ),
        enabled: can(me, source.permission),
      })),
    ],
  });
  const [conversations, ...others] = results;
  return [
    { kind: 'conversation' as const, heading: 'Conversations', items: conversations?.data ?? [] },
    ...namedSources.map((source, index) => ({
      kind: source.kind,
      heading: source.heading,
      items: others[index]?.data ?? [],
    })),
  ].filter((group) => group.items.length > 0);
}

/** A request id (UUIDv7) somewhere in pasted text. */
export function requestIdIn(text: string): string | null {
  return (
    /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase() ?? null
  );
}
