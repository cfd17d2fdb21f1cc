'use client';

import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { describeError } from '#lib/client/api.ts';
import type { Notice } from '#lib/health/schemas.ts';
import { NoticeDialog } from './notice-dialog.tsx';
import { useDeleteNotice } from './queries.ts';
import { stageWords } from './words.ts';

/** What the public was told of incidents. */
export function NoticesCard({ notices, mayChange }: { notices: readonly Notice[]; mayChange: boolean }) {
  const [open, setOpen] = useState<Notice | 'new' | null>(null);
  const [deleted, setDeleted] = useState<Notice | null>(null);
  const remove = useDeleteNotice();
  return (
    <Card
      title="Incidents, as the public is told"
      actions={
        mayChange && (
          <Button size="sm" onClick={() => setOpen('new')}>
            <Megaphone aria-hidden />
            Tell of an incident
          </Button>
        )
      }
    >
      {notices.length === 0 && <p className="text-muted-foreground text-sm">Nothing was told yet.</p>}
      <ul className="flex flex-col gap-4">
        {notices.map((notice) => (
          <li key={notice.id} className="flex flex-col gap-2">
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-medium [overflow-wrap:anywhere]">{notice.title}</span>
              <StatusBadge tone={notice.resolvedAt === null ? 'bad' : 'ok'}>
                {notice.resolvedAt === null ? 'Going on' : 'Resolved'}
              </StatusBadge>
              {mayChange && (
                <span className="ml-auto flex gap-2">
                  <Button size="sm" onClick={() => setOpen(notice)}>
                    Add an update
                  </Button>
                  <Button size="sm" variant="danger" onClick={() => setDeleted(notice)}>
                    Take back
                  </Button>
                </span>
              )}
            </div>
            <ul className="flex flex-col gap-1 border-border border-l pl-3 text-sm">
              {notice.updates.map(({ stage, text, at }) => (
                <li key={at} className="[overflow-wrap:anywhere]">
                  <span className="font-medium">{stageWords[stage]}</span>{' '}
                  <RelativeTime at={at} className="text-muted-foreground text-xs" />
                  <p className="whitespace-pre-wrap">{text}</p>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {open !== null && <NoticeDialog notice={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {deleted !== null && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setDeleted(null)}
          title={`Take back "${deleted.title}"?`}
          confirmLabel="Take back incident"
          busy={remove.isPending}
          onConfirm={() => remove.mutate(deleted.id, { onSuccess: () => setDeleted(null) })}
        >
          <p>It and everything told of it leave the status page. The audit log keeps it.</p>
          {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
        </ConfirmDialog>
      )}
    </Card>
  );
}
