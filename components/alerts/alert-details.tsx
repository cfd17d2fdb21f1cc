'use client';

import { ArrowUpRight, BookOpenText, ListTree } from 'lucide-react';
import Link from 'next/link';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { AlertDetail } from '#lib/alerts/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { AlertTimeline } from './alert-timeline.tsx';
import { AlertWork } from './alert-work.tsx';
import { useAlert } from './queries.ts';
import { alertState, formatAlertValue, severityWords } from './words.ts';

/** One alert: what is wrong, what to do about it, and what led to it. */
export function AlertDetails({ id }: { id: string }) {
  const alert = useAlert(id);
  if (alert.data === undefined) {
    return alert.error ? (
      <ErrorState
        error={alert.error}
        title="The alert could not be read."
        onRetry={() => void alert.refetch()}
      />
    ) : (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="h-8" />
        <Skeleton className="h-24" />
        <Skeleton className="h-40" />
      </div>
    );
  }
  return <Details alert={alert.data} />;
}

function Details({ alert }: { alert: AlertDetail }) {
  const me = useMe();
  const severity = severityWords[alert.severity];
  const state = alertState(alert);
  const mayRead = can(me.data, 'inferences.read');
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={severity.tone}>{severity.label}</StatusBadge>
          <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
        </div>
        <h3 className="font-semibold text-lg [overflow-wrap:anywhere]">{alert.rule}</h3>
        <p className="[overflow-wrap:anywhere]">{alert.summary}</p>
        {alert.description !== '' && (
          <p className="whitespace-pre-line text-muted-foreground text-sm">{alert.description}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {alert.rowsHref !== null && mayRead && (
          <Button asChild variant="primary" className="max-sm:w-full">
            <Link href={alert.rowsHref}>
              <ListTree aria-hidden />
              Open the requests behind it
            </Link>
          </Button>
        )}
        {alert.seeAlso !== null && (
          <Button asChild className="max-sm:w-full">
            <Link href={alert.seeAlso.href}>
              <ArrowUpRight aria-hidden />
              {alert.seeAlso.label}
            </Link>
          </Button>
        )}
        {alert.runbook !== '' && (
          <Button asChild className="max-sm:w-full">
            <a href={alert.runbook} target="_blank" rel="noreferrer noopener">
              <BookOpenText aria-hidden />
              Runbook at {new URL(alert.runbook).host}
            </a>
          </Button>
        )}
      </div>
      {alert.may.acknowledge && <AlertWork alert={alert} />}
      <Facts alert={alert} />
      <AlertTimeline events={alert.timeline} />
    </div>
  );
}

function Facts({ alert }: { alert: AlertDetail }) {
  const value = (number: number | null) => (number === null ? '–' : formatAlertValue(number, alert.unit));
  const labels = Object.entries(alert.labels);
  return (
    <KeyValues
      items={[
        ...(alert.endpoint === null ? [] : [{ key: 'Endpoint', value: alert.endpoint }]),
        { key: 'Value', value: `${value(alert.value)} (limit ${value(alert.threshold)})` },
        { key: 'Began', value: <RelativeTime at={alert.startedAt} /> },
        { key: 'Fired', value: <RelativeTime at={alert.firedAt} /> },
        { key: 'Over', value: <RelativeTime at={alert.resolvedAt} fallback="not yet" /> },
        ...(alert.acknowledged === null ? [] : [{ key: 'Taken care of by', value: alert.acknowledged.by }]),
        { key: 'Assigned to', value: alert.assignee?.name ?? 'nobody' },
        ...(alert.action === null
          ? []
          : [{ key: 'Action', value: alert.action.message || alert.action.state }]),
        ...(labels.length === 0
          ? []
          : [
              {
                key: 'Labels',
                value: (
                  <span className="flex flex-wrap gap-1">
                    {labels.map(([name, text]) => (
                      <Badge key={name}>
                        {name}: {text}
                      </Badge>
                    ))}
                  </span>
                ),
              },
            ]),
      ]}
    />
  );
}
