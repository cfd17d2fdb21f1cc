'use client';

import { Copy, EllipsisVertical, Link2, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Dashboard } from '#lib/dashboards/schemas.ts';
import { dashboardHref, useCopyDashboard, useDeleteDashboard } from './queries.ts';

/** What is done with a dashboard as a whole. */
export function DashboardMenu({ dashboard }: { dashboard: Dashboard }) {
  const me = useMe();
  const router = useRouter();
  const copy = useCopyDashboard();
  const drop = useDeleteDashboard();
  const [asking, setAsking] = useState(false);
  const mayOwn = can(me.data, 'dashboards.own');
  const duplicate = () =>
    copy.mutate(dashboard.id, {
      onSuccess: ({ id }) => router.push(dashboardHref(id)),
      onError: (error) =>
        toast.error('It was not duplicated.', { description: describeError(error).message }),
    });
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
    } catch {
      toast.error('The browser refused access to the clipboard. Copy the address by hand.');
      return;
    }
    toast.success(
      dashboard.visibility === 'everyone'
        ? 'The link is on your clipboard.'
        : 'The link is on your clipboard. It opens for you alone: share the dashboard first.',
    );
  };
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton
            label="More of this dashboard"
            size="md"
            variant="secondary"
            icon={<EllipsisVertical aria-hidden />}
            busy={copy.isPending}
          />
        }
      >
        <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copyLink()}>
          Copy link
        </MenuItem>
        {mayOwn && (
          <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
            Duplicate
          </MenuItem>
        )}
        {mayOwn && dashboard.mine && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => setAsking(true)}>
              Delete dashboard
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete “${dashboard.name}”?`}
        confirmLabel="Delete dashboard"
        busy={drop.isPending}
        onConfirm={() => drop.mutate(dashboard.id, { onSuccess: () => router.push('/dashboards') })}
      >
        {drop.error && <ErrorState error={drop.error} title="It was not deleted." />}
        Its {dashboard.panelCount} panels are lost
        {dashboard.visibility === 'everyone' ? ' for everybody who reads them' : ''}. What was measured stays.
      </ConfirmDialog>
    </>
  );
}
