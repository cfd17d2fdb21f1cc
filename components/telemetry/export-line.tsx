'use client';

import { Ellipsis, FileText, FlaskConical, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Bytes, Count } from '#components/ui/numbers.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { describeError } from '#lib/client/api.ts';
import type { LogExport } from '#lib/log-export/schemas.ts';
import { useRunLogExport, useTestLogExport } from './export-queries.ts';
import { RunState } from './export-run-state.tsx';

interface ExportLineProps {
  item: LogExport;
  writes: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

export function ExportLine({ item, writes, onEdit, onDelete }: ExportLineProps) {
  const [, open] = useDrawerId('export');
  const run = useRunLogExport();
  const { lastRun } = item;
  const running = lastRun?.state === 'running';
  const start = (all: boolean) =>
    run.mutate(
      { id: item.id, all },
      {
        onSuccess: () => toast.success('The export is queued.', { description: 'Its progress shows here.' }),
        onError: (error) => toast.error(describeError(error).message),
      },
    );
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium">{item.name}</p>
          <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">
            {placeOf(item)} · {item.endpoints.length === 0 ? 'all endpoints' : item.endpoints.join(', ')}
            {!item.includeText && ' · without text'}
            {!item.enabled && ' · not at night'}
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-1.5">
          <Button onClick={() => open(item.id)}>
            <FileText aria-hidden />
            Files
          </Button>
          {writes && (
            <>
              <Button busy={run.isPending} disabled={running} onClick={() => start(false)}>
                Run now
              </Button>
              <ExportMenu item={item} onEdit={onEdit} onDelete={onDelete} onAll={() => start(true)} />
            </>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {lastRun === null ? (
          <span className="text-muted-foreground">Has not run yet</span>
        ) : (
          <RunState run={lastRun} />
        )}
        <span className="text-muted-foreground">
          <Count value={item.files} /> files, <Count value={item.rows} /> rows, <Bytes value={item.bytes} />
          {item.staleFiles > 0 && `, ${item.staleFiles} to be written again`}
        </span>
      </div>
      {running && (
        <Progress
          value={lastRun.filesTotal === 0 ? null : lastRun.filesDone / lastRun.filesTotal}
          label={`Progress of ${item.name}`}
        />
      )}
    </li>
  );
}

function placeOf({ target }: LogExport): string {
  if (target.kind === 'folder') return target.folder;
  return `${target.bucket}${target.prefix === '' ? '' : `/${target.prefix}`} at ${new URL(target.url).host}`;
}

interface ExportMenuProps {
  item: LogExport;
  onEdit: () => void;
  onDelete: () => void;
  onAll: () => void;
}

function ExportMenu({ item, onEdit, onDelete, onAll }: ExportMenuProps) {
  const test = useTestLogExport();
  const tryOut = () =>
    test.mutate(item.id, {
      onSuccess: ({ ok, message }) =>
        ok ? toast.success(message) : toast.error('The test failed.', { description: message }),
      onError: (error) => toast.error(describeError(error).message),
    });
  return (
    <DropdownMenu
      align="end"
      trigger={<IconButton label={`Actions for ${item.name}`} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem icon={<FlaskConical aria-hidden />} onSelect={tryOut}>
        Test the target
      </MenuItem>
      <MenuItem icon={<RefreshCw aria-hidden />} onSelect={onAll}>
        Write all files again
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
        Change
      </MenuItem>
      <MenuItem icon={<Trash2 aria-hidden />} onSelect={onDelete}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
