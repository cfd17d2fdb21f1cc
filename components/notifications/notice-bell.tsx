'use client';

import { Bell, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Notice, Severity } from '#lib/notifications/schemas.ts';
import { useDismissNotices, useNotices } from './queries.ts';

const severityWords: Record<Severity, { tone: Tone; word: string }> = {
  info: { tone: 'info', word: 'Note' },
  warning: { tone: 'warn', word: 'Warning' },
  critical: { tone: 'bad', word: 'Critical' },
};

/** The notices that nobody put away yet, behind a bell that counts them. */
export function NoticeBell({ signedIn }: { signedIn: boolean }) {
  const [open, setOpen] = useState(false);
  const notices = useNotices(signedIn).data;
  const dismiss = useDismissNotices();
  const items = notices?.items ?? [];
  const count = notices?.more ? `${items.length}+` : String(items.length);
  const label =
    items.length === 0 ? 'No new notices' : `${count} new ${count === '1' ? 'notice' : 'notices'}`;
  return (
    <Popover
      label="Notices"
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="max-h-[70vh] overflow-y-auto"
      trigger={
        <button
          type="button"
          aria-label={label}
          className="relative inline-flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground max-md:size-9"
        >
          <Bell aria-hidden className="size-4" />
          {items.length > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-accent-foreground text-xs tabular-nums leading-4"
            >
              {count}
            </span>
          )}
        </button>
      }
    >
      <div className="flex items-center justify-between gap-2 pb-2">
        <h2 className="font-semibold text-base">Notices</h2>
        {items.length > 0 && (
          <Button size="sm" busy={dismiss.isPending} onClick={() => dismiss.mutate(null)}>
            Dismiss all
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <p className="text-muted-foreground text-sm">Nothing new.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-border">
          {items.map((notice) => (
            <NoticeItem
              key={notice.id}
              notice={notice}
              onFollow={() => setOpen(false)}
              onDismiss={() => dismiss.mutate(notice.id)}
            />
          ))}
        </ul>
      )}
    </Popover>
  );
}

interface NoticeItemProps {
  notice: Notice;
  onFollow: () => void;
  onDismiss: () => void;
}

function NoticeItem({ notice, onFollow, onDismiss }: NoticeItemProps) {
  const { tone, word } = severityWords[notice.severity];
  return (
    <li className="flex items-start gap-2 py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-muted-foreground text-xs">
          <StatusBadge tone={tone}>{word}</StatusBadge>
          <RelativeTime at={notice.createdAt} />
        </div>
        <p className="mt-1 font-medium text-sm [overflow-wrap:anywhere]">
          {notice.link === null ? (
            notice.title
          ) : (
            <Link href={notice.link} onClick={onFollow} className="text-accent-text hover:underline">
              {notice.title}
            </Link>
          )}
        </p>
        <p className="whitespace-pre-line text-muted-foreground text-sm [overflow-wrap:anywhere]">
          {notice.text}
        </p>
      </div>
      <IconButton label={`Dismiss "${notice.title}"`} icon={<X aria-hidden />} onClick={onDismiss} />
    </li>
  );
}
