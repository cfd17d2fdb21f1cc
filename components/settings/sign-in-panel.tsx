'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useRoleOptions } from '#components/access/role-options.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { signInSettingsSchema } from '#lib/access/schemas.ts';
import { describeError, fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { can, useMe } from '#lib/client/use-me.ts';

const path = '/api/settings/sign-in';
const queryKey = queryKeys.identityProviders.item('sign-in');

/** Which roles ask for a second factor; every switch is in force at once. */
export function SignInPanel() {
  const settings = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson(path, signInSettingsSchema, { signal }),
  });
  const { options } = useRoleOptions();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (secondFactorRoles: string[]) =>
      fetchJson(path, signInSettingsSchema, { method: 'PUT', json: { secondFactorRoles } }),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      // The person at the screen may have to set one up now: the next page sends them there.
      void client.invalidateQueries({ queryKey: queryKeys.me.all });
    },
    onError: (error) =>
      toast.error('The rule was not changed.', { description: describeError(error).message }),
  });
  const writable = can(useMe().data, 'settings.write');
  if (settings.error) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data || options === undefined) return <Skeleton className="h-80" />;
  const asked = settings.data.secondFactorRoles;
  return (
    <Card
      title="Who signs in with a second factor"
      description="Besides the password, people of these roles enter a code of an authenticator app. Whoever has none sets one up before anything else, from the next request on. Whoever comes through an identity provider meets the provider’s own."
    >
      <ul className="divide-y divide-border">
        {options.map(({ value, label, hint }) => (
          <li key={value} className="py-3">
            <Field label={label} hint={hint} layout="inline">
              {(control) => (
                <Switch
                  {...control}
                  checked={asked.includes(value)}
                  disabled={!writable || save.isPending}
                  onCheckedChange={(on) =>
                    save.mutate(on ? [...asked, value] : asked.filter((role) => role !== value))
                  }
                />
              )}
            </Field>
          </li>
        ))}
      </ul>
    </Card>
  );
}
