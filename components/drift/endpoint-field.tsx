'use client';

import { useEndpoints } from '#components/endpoints/queries.ts';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { can, canAt, useMe } from '#lib/client/use-me.ts';

interface EndpointFieldProps {
  endpoint: string;
  /** What is there already stays at its endpoint. */
  fixed: boolean;
  onEndpoint: (endpoint: string) => void;
}

/** Endpoints at which the reader may set up monitors. */
export function EndpointField({ endpoint, fixed, onEndpoint }: EndpointFieldProps) {
  const me = useMe().data;
  const endpoints = useEndpoints(!fixed && can(me, 'endpoints.read'));
  const names = (endpoints.data?.items ?? [])
    .filter(({ name, environment }) => canAt(me, 'monitors.write', { kind: 'endpoint', name, environment }))
    .map(({ name }) => name);
  const options = [...new Set(endpoint === '' ? names : [endpoint, ...names])];
  return (
    <Field label="Endpoint" hint="Whose requests it looks at." required>
      {(control) => (
        <Select
          {...control}
          value={endpoint === '' ? undefined : endpoint}
          disabled={fixed}
          options={options.map((value) => ({ value, label: value }))}
          onValueChange={onEndpoint}
        />
      )}
    </Field>
  );
}
