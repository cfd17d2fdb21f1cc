'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const namesSchema = z.object({ items: z.array(z.object({ name: z.string() })) });

interface ExportEndpointsProps {
  chosen: readonly string[];
  onChange: (names: string[]) => void;
}

/** Endpoints there are, and those that were chosen and are gone: their log may still be there. */
export function ExportEndpoints({ chosen, onChange }: ExportEndpointsProps) {
  const known = useQuery({
    queryKey: queryKeys.endpoints.list({ names: true }),
    queryFn: ({ signal }) => fetchJson('/api/endpoints', namesSchema, { signal }),
  });
  const names = [...new Set([...(known.data?.items.map(({ name }) => name) ?? []), ...chosen])].sort();
  return (
    <fieldset className="max-h-48 overflow-y-auto rounded-md border border-border p-3">
      <legend className="sr-only">Endpoints to export</legend>
      <div className="flex flex-col gap-1.5">
        {names.map((name) => (
          <Field key={name} label={name} layout="inline">
            {({ id }) => (
              <Checkbox
                id={id}
                checked={chosen.includes(name)}
                onCheckedChange={(on) =>
                  onChange(on === true ? [...chosen, name] : chosen.filter((other) => other !== name))
                }
              />
            )}
          </Field>
        ))}
        {names.length === 0 && <p className="text-muted-foreground text-sm">There are no endpoints yet.</p>}
      </div>
    </fieldset>
  );
}
