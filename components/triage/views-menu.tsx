'use client';

import { Bookmark, BookmarkPlus, Pencil, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { View } from '#lib/triage/schemas.ts';
import { useDeleteView, useViews } from './queries.ts';
import { SaveViewDialog, type ViewContent } from './save-view-dialog.tsx';

interface ViewsMenuProps {
  current: ViewContent;
  onOpen: (view: ViewContent) => void;
}

/** Filters, columns and order under a name; one's own and those others share. */
export function ViewsMenu({ current, onOpen }: ViewsMenuProps) {
  const me = useMe();
  const views = useViews();
  const remove = useDeleteView();
  const [saving, setSaving] = useState<View | 'new' | null>(null);
  const [deleting, setDeleting] = useState<View | null>(null);
  const items = views.data?.items ?? [];
  const same = items.find((view) => view.own && isSame(view, current));
  const mayKeep = can(me.data, 'dashboards.own');
  return (
    <>
      <DropdownMenu
        trigger={
          <Button>
            <Bookmark aria-hidden />
            {same?.name ?? 'Views'}
          </Button>
        }
      >
        <MenuLabel>{items.length === 0 ? 'No views are saved yet' : 'Saved views'}</MenuLabel>
        {items.map((view) => (
          <MenuItem
            key={view.id}
            icon={view.shared ? <Users aria-label="Shared" /> : <Bookmark aria-hidden />}
            onSelect={() => onOpen(view)}
          >
            {view.name}
            {!view.own && <span className="ml-1.5 text-muted-foreground text-sm">{view.owner.name}</span>}
          </MenuItem>
        ))}
        {mayKeep && (
          <>
            <MenuSeparator />
            <MenuItem icon={<BookmarkPlus aria-hidden />} onSelect={() => setSaving('new')}>
              Save this view
            </MenuItem>
            {items
              .filter(({ own }) => own)
              .map((view) => (
                <MenuItem key={view.id} icon={<Pencil aria-hidden />} onSelect={() => setSaving(view)}>
                  Change “{view.name}”
                </MenuItem>
              ))}
            {items
              .filter(({ own }) => own)
              .map((view) => (
                <MenuItem
                  key={view.id}
                  tone="danger"
                  icon={<Trash2 aria-hidden />}
                  onSelect={() => setDeleting(view)}
                >
                  Delete “{view.name}”
                </MenuItem>
              ))}
          </>
        )}
      </DropdownMenu>
      {saving !== null && (
        <SaveViewDialog
          view={saving === 'new' ? null : saving}
          current={current}
          onClose={() => setSaving(null)}
        />
      )}
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={`Delete the view "${deleting?.name}"?`}
        confirmLabel="Delete view"
        busy={remove.isPending}
        onConfirm={() => {
          if (deleting === null) return;
          remove.mutate(deleting.id, {
            onSuccess: () => setDeleting(null),
            onError: (error) => toast.error(describeError(error).message),
          });
        }}
      >
        {deleting?.shared ? 'It is shared: nobody can open it any more.' : 'The requests it shows stay.'}
      </ConfirmDialog>
    </>
  );
}

function isSame(view: View, current: ViewContent): boolean {
  const text = (query: Record<string, string>) =>
    JSON.stringify(Object.entries(query).sort(([a], [b]) => a.localeCompare(b)));
  return text(view.query) === text(current.query) && view.columns.join() === current.columns.join();
}
