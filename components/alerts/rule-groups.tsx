'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Rule } from '#lib/alerts/schemas.ts';
import { useRule } from './queries.ts';
import { groupState, unitOfRule } from './words.ts';

const shown = 20;

/** How each group of a rule stands, and who changed the rule. */
export function RuleGroups({ rule }: { rule: Rule }) {
  const detail = useRule(rule.id);
  if (detail.data === undefined) {
    return detail.error ? (
      <ErrorState
        error={detail.error}
        title="How it stands could not be read."
        onRetry={() => void detail.refetch()}
      />
    ) : (
      <Skeleton className="h-20" />
    );
  }
  const { instances, revisions } = detail.data;
  const { format } = unitOfRule(rule.document);
  return (
    <div className="flex flex-col gap-3 text-sm">
      {rule.healthMessage !== '' && <p className="text-muted-foreground">{rule.healthMessage}</p>}
      <ul className="flex flex-col gap-1.5">
        {instances.slice(0, shown).map(({ key, state, since, value }) => (
          <li key={key} className="flex flex-wrap items-center gap-2">
            <StatusBadge tone={groupState(state).tone}>{groupState(state).label}</StatusBadge>
            <span className="min-w-0 [overflow-wrap:anywhere]">{key === 'all' ? 'All together' : key}</span>
            <span className="tabular-nums">{value === null ? '–' : format(value)}</span>
            <RelativeTime at={since} className="ml-auto text-muted-foreground text-xs" />
          </li>
        ))}
        {instances.length === 0 && <li className="text-muted-foreground">Nothing was measured yet.</li>}
        {instances.length > shown && (
          <li className="text-muted-foreground">… and {instances.length - shown} more.</li>
        )}
      </ul>
      <details>
        <summary className="cursor-pointer">Revisions ({revisions.length})</summary>
        <ol className="flex flex-col gap-1 pt-2">
          {revisions.map(({ number, createdBy, createdAt }) => (
            <li key={number}>
              {number}, by {createdBy}, <RelativeTime at={createdAt} />
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
