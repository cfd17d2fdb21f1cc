'use client';

import { useRoles } from './governance-queries.ts';
import { roleHint, roleLabel } from './words.ts';

/** Built-in and custom roles to choose from; `options` is undefined until they are here. */
export function useRoleOptions() {
  const { data, error } = useRoles();
  const options = data?.items.map(({ name, description }) => ({
    value: name,
    label: roleLabel(name),
    hint: roleHint(name) ?? description,
  }));
  return { options, error };
}
