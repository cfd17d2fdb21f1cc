import { EnvironmentBadge } from '#components/ui/badge.tsx';
import type { Reach, Scope } from '#lib/access/schemas.ts';

export const scopeOptions = [
  { value: 'everything', label: 'Everywhere' },
  { value: 'environment', label: 'One environment', hint: 'The endpoints in it' },
  { value: 'endpoint', label: 'One endpoint' },
  { value: 'model', label: 'One model' },
  { value: 'knowledge', label: 'One knowledge base' },
] as const;

const kindWords = { endpoint: 'endpoint', model: 'model', knowledge: 'knowledge base' } as const;

export function ScopeText({ scope }: { scope: Scope }) {
  if (scope.kind === 'everything') return <>everywhere</>;
  if (scope.kind === 'environment') return <EnvironmentBadge environment={scope.name} />;
  return (
    <>
      {kindWords[scope.kind]} <span className="font-mono text-sm">{scope.name}</span>
    </>
  );
}

/** Where a permission is held, in few words. */
export function reachText(reach: Reach): string {
  const bound = reach.only === null ? '' : ` (only ${[...reach.only].join(', ')})`;
  if (reach.everywhere) return `everywhere${bound}`;
  const places = [
    ...[...reach.environments].map((name) => `in ${name}`),
    ...reach.endpoints,
    ...reach.models,
    ...reach.knowledge,
  ];
  return places.length === 0 ? 'one’s own' : `${places.join(', ')}${bound}`;
}
