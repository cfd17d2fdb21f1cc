'use client';

import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatBytes, formatPercent } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { isOpen, totalsOf, type UploadItem, type UploadQueue } from './upload-queue.ts';
import { counted } from './words.ts';

interface UploadPanelProps {
  queue: UploadQueue;
  items: readonly UploadItem[];
}

/** Refused first, then what travels, then what waits; what arrived comes last. */
const order: Record<UploadItem['state'], number> = {
  rejected: 0,
  sending: 1,
  waiting: 2,
  cancelled: 3,
  done: 4,
};

/** Thousands of rows tell nobody anything. */
const shown = 100;

/** How the upload goes: one line, with the files behind a button and what was refused always in sight. */
export function UploadPanel({ queue, items }: UploadPanelProps) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const totals = totalsOf(items);
  const sorted = [...items].sort((a, b) => order[a.state] - order[b.state]);
  const listed = all ? sorted : sorted.filter((item) => item.state === 'rejected');
  return (
    <section aria-label="Upload" className="mb-4 rounded-md border border-border bg-surface">
      <div className="flex flex-wrap items-center gap-2 px-3 py-2">
        <p className="text-base tabular-nums" aria-live="polite">
          {summary(items.length, totals)}
        </p>
        <div className="ml-auto flex items-center gap-1.5">
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            Files
            <ChevronDown aria-hidden className={cn('transition-transform', all && 'rotate-180')} />
          </Button>
          {totals.open > 0 && (
            <Button size="sm" onClick={() => queue.cancelAll()}>
              Stop upload
            </Button>
          )}
          {totals.open === 0 && totals.rejected + totals.cancelled > 0 && (
            <Button size="sm" onClick={() => queue.retry()}>
              Try again
            </Button>
          )}
          {totals.open === 0 && (
            <IconButton label="Close" icon={<X aria-hidden />} onClick={() => queue.clear()} />
          )}
        </div>
        {totals.open > 0 && <Progress value={totals.share} label="Upload" />}
      </div>
      {listed.length > 0 && (
        <ul className="max-h-72 divide-y divide-border overflow-y-auto border-border border-t">
          {listed.slice(0, shown).map((item) => (
            <UploadRow key={item.id} item={item} onCancel={() => queue.cancel(item.id)} />
          ))}
          {listed.length > shown && (
            <li className="px-3 py-1.5 text-muted-foreground text-sm">
              and {counted(listed.length - shown, 'more file', 'more files')}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function summary(count: number, totals: ReturnType<typeof totalsOf>): string {
  const ended = count - totals.open;
  const parts =
    totals.open > 0
      ? [
          `Uploading: ${ended.toLocaleString('en')} of ${counted(count, 'file')} · ${formatPercent(Math.floor(totals.share * 100) / 100)}`,
        ]
      : [`${counted(totals.done, 'file')} uploaded`];
  if (totals.rejected > 0) parts.push(`${totals.rejected} refused`);
  if (totals.cancelled > 0) parts.push(`${totals.cancelled} cancelled`);
  return parts.join(' · ');
}

function UploadRow({ item, onCancel }: { item: UploadItem; onCancel: () => void }) {
  const { tone, word } = lookOf(item);
  return (
    <li className="flex min-h-9 items-center gap-3 px-3 py-1 text-base">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate" title={item.name}>
          {item.name}
        </p>
        {item.error !== null && <p className="text-bad text-sm [overflow-wrap:anywhere]">{item.error}</p>}
      </div>
      <span className="shrink-0 text-muted-foreground text-sm tabular-nums max-sm:hidden">
        {formatBytes(item.size)}
      </span>
      {item.state === 'sending' ? (
        <Progress
          value={item.size === 0 ? 1 : item.sent / item.size}
          label={`Uploading ${item.name}`}
          className="w-24"
        />
      ) : (
        <StatusBadge tone={tone}>{word}</StatusBadge>
      )}
      {isOpen(item) && (
        <IconButton label={`Cancel ${item.name}`} icon={<X aria-hidden />} onClick={onCancel} />
      )}
    </li>
  );
}

function lookOf(item: UploadItem): { tone: Tone; word: string } {
  if (item.state === 'rejected') return { tone: 'bad', word: 'Refused' };
  if (item.state === 'cancelled') return { tone: 'neutral', word: 'Cancelled' };
  if (item.state !== 'done') return { tone: 'neutral', word: 'Waiting' };
  if (item.outcome === 'replaced') return { tone: 'ok', word: 'New version' };
  return item.outcome === 'unchanged' ? { tone: 'info', word: 'Unchanged' } : { tone: 'ok', word: 'Added' };
}
