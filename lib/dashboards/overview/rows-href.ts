import { type Caller, may } from '../../access/index.ts';

/** Address of what is behind a number: the rows, or the charts for whoever may not read rows. */
export function rowsHref(caller: Caller, filters: Readonly<Record<string, string | undefined>>): string {
  const page = may(caller, 'inferences.read') ? '/inferences' : '/monitoring';
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) search.set(name, value);
  return search.size === 0 ? page : `${page}?${search}`;
}
