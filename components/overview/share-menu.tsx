'use client';

import { FileImage, FileText, Link2, MonitorUp, Share2, Sheet } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { OverviewWhere } from './queries.ts';
import type { Picture } from './use-picture.ts';

/** The environment is remembered, not always in the address; whoever opens the link has another one, or none. */
async function copyLink({ environment }: OverviewWhere): Promise<void> {
  const link = new URL(window.location.href);
  if (environment !== undefined) link.searchParams.set('env', environment);
  try {
    await navigator.clipboard.writeText(link.toString());
    toast.success('The link is copied. Whoever opens it sees what they may see.');
  } catch {
    toast.error('The browser refused access to the clipboard. Copy the address by hand.');
  }
}

/** The page as a link, on paper, as a picture, for a spreadsheet, or on a wall. */
export function ShareMenu({ query, picture }: { query: OverviewWhere; picture: Picture }) {
  const href = (format: string) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return withQuery('/api/overview/export', { ...query, format, timeZone });
  };
  return (
    <DropdownMenu
      trigger={
        <Button busy={picture.making}>
          <Share2 aria-hidden />
          Share
        </Button>
      }
    >
      <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copyLink(query)}>
        Copy link
      </MenuItem>
      <MenuItem asChild>
        <a href={href('pdf')} download>
          <FileText aria-hidden />
          Report as PDF
        </a>
      </MenuItem>
      <MenuItem icon={<FileImage aria-hidden />} onSelect={() => void picture.save()}>
        Page as PNG
      </MenuItem>
      <MenuItem asChild>
        <a href={href('csv')} download>
          <Sheet aria-hidden />
          Figures as CSV
        </a>
      </MenuItem>
      <MenuItem asChild>
        <Link
          href={withQuery('/overview', { screen: 'big', endpoint: query.endpoint, env: query.environment })}
        >
          <MonitorUp aria-hidden />
          Big screen
        </Link>
      </MenuItem>
    </DropdownMenu>
  );
}
