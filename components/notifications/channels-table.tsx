'use client';

import { BellRing, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Channel, ChannelTarget, CreatedChannel } from '#lib/notifications/schemas.ts';
import { topics } from '#lib/notifications/schemas.ts';
import { ChannelActions } from './channel-actions.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { DeleteChannelDialog } from './delete-channel-dialog.tsx';
import { useChannels } from './queries.ts';
import { SecretDialog } from './secret-dialog.tsx';

const shown: Column<Channel>[] = [
  {
    id: 'name',
    header: 'Channel',
    alwaysShown: true,
    cell: ({ name, target }) => (
      <div className="min-w-36">
        <div className="font-medium [overflow-wrap:anywhere]">{name}</div>
        <div className="max-w-72 truncate text-muted-foreground text-xs">{targetWords(target)}</div>
      </div>
    ),
  },
  {
    id: 'topics',
    header: 'Topics',
    className: 'max-sm:hidden',
    cell: ({ topics: chosen }) => <Topics words={chosen.map((topic) => topics[topic])} />,
  },
  {
    id: 'enabled',
    header: 'State',
    cell: ({ enabled }) => (
      <StatusBadge tone={enabled ? 'ok' : 'neutral'}>{enabled ? 'On' : 'Off'}</StatusBadge>
    ),
  },
];

function targetWords(target: ChannelTarget): string {
  switch (target.kind) {
    case 'email':
      return target.addresses.join(', ');
    case 'webhook':
      return target.url;
    case 'slack':
      return `Slack · ${target.hint}`;
    case 'teams':
      return `Teams · ${target.hint}`;
    case 'pagerduty':
      return `PagerDuty · ${target.hint}`;
  }
}

function Topics({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <span className="text-muted-foreground text-sm">None</span>;
  return (
    <span title={words.join('\n')} className="text-sm">
      {words[0]}
      {words.length > 1 && <span className="text-muted-foreground"> and {words.length - 1} more</span>}
    </span>
  );
}

/** `mayChange` shows what changes channels; without it the table only tells. */
export function ChannelsTable({ mayChange }: { mayChange: boolean }) {
  const channels = useChannels();
  const [edited, setEdited] = useState<Channel | 'new' | null>(null);
  const [deleted, setDeleted] = useState<Channel | null>(null);
  const [created, setCreated] = useState<CreatedChannel | null>(null);
  const columns = useMemo<Column<Channel>[]>(() => {
    const actions: Column<Channel> = {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-16 text-right',
      cell: (channel) => (
        <ChannelActions
          channel={channel}
          onEdit={() => setEdited(channel)}
          onDelete={() => setDeleted(channel)}
          onSecret={setCreated}
        />
      ),
    };
    return mayChange ? [...shown, actions] : shown;
  }, [mayChange]);
  return (
    <>
      <DataTable
        label="Channels"
        columns={columns}
        rows={channels.data?.items}
        rowKey={(channel) => channel.id}
        error={channels.error}
        onRetry={() => void channels.refetch()}
        skeletonRows={2}
        toolbar={
          mayChange && (
            <Button variant="primary" className="ml-auto" onClick={() => setEdited('new')}>
              <Plus aria-hidden />
              Add channel
            </Button>
          )
        }
        empty={
          <EmptyState icon={BellRing} title="No channels yet">
            With a channel, people and programs learn of what happens here by e-mail, Slack, Teams, PagerDuty
            or webhook.
          </EmptyState>
        }
      />
      {channels.data?.mail.configured === false && (
        <p className="mt-2 text-muted-foreground text-sm">
          E-mail is not set up: give SLIPWAY_SMTP_URL and SLIPWAY_MAIL_FROM when starting Slipway.
        </p>
      )}
      {edited !== null && (
        <ChannelDialog
          channel={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onCreated={setCreated}
        />
      )}
      {deleted !== null && <DeleteChannelDialog channel={deleted} onClose={() => setDeleted(null)} />}
      <SecretDialog created={created} onClose={() => setCreated(null)} />
    </>
  );
}
