'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { NoticesCard } from './notices-card.tsx';
import { useStatusPage } from './queries.ts';
import { StatusForm } from './status-form.tsx';

/** What everybody may read without signing in. */
export function StatusTab() {
  const status = useStatusPage();
  const { data: me } = useMe();
  const mayChange = can(me, 'telemetry.write');
  if (status.error) return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  if (status.data === undefined) return <Skeleton className="h-96 w-full" />;
  const { settings, notices } = status.data;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p className="text-muted-foreground text-sm">
        {settings.enabled ? (
          <>
            Everybody who reaches this installation can read{' '}
            <Link
              href="/status"
              target="_blank"
              className="inline-flex items-center gap-1 text-accent-text hover:underline"
            >
              the status page
              <ExternalLink aria-hidden className="size-3.5" />
            </Link>
            . It names nothing but what is entered here.
          </>
        ) : (
          'There is no status page: its address answers as if there were nothing.'
        )}
      </p>
      <StatusForm key={JSON.stringify(settings)} settings={settings} disabled={!mayChange} />
      <NoticesCard notices={notices} mayChange={mayChange} />
    </div>
  );
}
