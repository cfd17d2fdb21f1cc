'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type ApprovalPolicy, approvalPoliciesSchema } from '#lib/approvals/schemas.ts';
import { describeError, fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { can, useMe } from '#lib/client/use-me.ts';

const queryKey = queryKeys.changes.item('policy');

/** Which environments take a second person; every switch is in force at once. */
export function ApprovalPolicyPanel() {
  const policies = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson('/api/changes/policy', approvalPoliciesSchema, { signal }),
  });
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (policy: ApprovalPolicy) =>
      fetchJson('/api/changes/policy', approvalPoliciesSchema, { method: 'PUT', json: { items: [policy] } }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) =>
      toast.error('The rule was not changed.', { description: describeError(error).message }),
  });
  const writable = can(useMe().data, 'settings.write');
  if (policies.error) return <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />;
  if (!policies.data) return <Skeleton className="h-48" />;
  return (
    <Card
      title="A second pair of eyes"
      description="Where it is on, whoever changes what an endpoint serves proposes it, and somebody else approves it."
    >
      <ul className="divide-y divide-border">
        {policies.data.items.map((policy) => (
          <li key={policy.environment} className="flex flex-wrap items-center gap-x-8 gap-y-2 py-3">
            <span className="w-32">
              <EnvironmentBadge environment={policy.environment} />
            </span>
            <Field label="Changes take a second person" layout="inline">
              {(control) => (
                <Switch
                  {...control}
                  checked={policy.required}
                  disabled={!writable || save.isPending}
                  onCheckedChange={(required) => save.mutate({ ...policy, required })}
                />
              )}
            </Field>
            <Field label="Roll-backs may go ahead at once" layout="inline">
              {(control) => (
                <Switch
                  {...control}
                  checked={policy.rollbackAtOnce}
                  disabled={!writable || !policy.required || save.isPending}
                  onCheckedChange={(rollbackAtOnce) => save.mutate({ ...policy, rollbackAtOnce })}
                />
              )}
            </Field>
          </li>
        ))}
      </ul>
    </Card>
  );
}
