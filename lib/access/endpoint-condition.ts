import type { Reach } from './reach.ts';

/**
 * `within` at endpoints as an SQL condition on a column that holds an endpoint's name. `bind` takes a value and answers with
 * the placeholder that stands for it. A name of no endpoint is in no environment: only who holds the permission everywhere,
 * or at that very name, sees what is kept of it.
 */
export function endpointCondition(
  reach: Reach | null,
  column: string,
  bind: (names: string[]) => string,
): string {
  if (reach === null) return 'false';
  const parts: string[] = [];
  if (reach.only !== null) parts.push(`${column} = ANY(${bind([...reach.only])}::text[])`);
  if (!reach.everywhere) parts.push(`(${reachedBy(reach, column, bind)})`);
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

function reachedBy(reach: Reach, column: string, bind: (names: string[]) => string): string {
  const named = `${column} = ANY(${bind([...reach.endpoints])}::text[])`;
  if (reach.environments.size === 0) return named;
  const environments = bind([...reach.environments]);
  return `${named} OR ${column} IN (SELECT name FROM endpoint WHERE environment = ANY(${environments}::text[]))`;
}
