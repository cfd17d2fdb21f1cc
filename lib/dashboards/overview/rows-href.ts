/** Address of the rows behind a number; filters that are not set are left out. */
export function rowsHref(filters: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) search.set(name, value);
  return search.size === 0 ? '/inferences' : `/inferences?${search}`;
}
