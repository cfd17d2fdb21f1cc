'use client';

import { FileText, Link2, MonitorUp, Share2, Sheet } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { OverviewWhere } from './queries.ts';

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

/** The page as a link, for a spreadsheet, on paper, or on a wall. Each chart’s own menu makes a picture of it. */
export function ShareMenu({ query }: { query: OverviewWhere }) {
  const href = (format: string) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return withQuery('/api/overview/export', { ...query, format, timeZone });
  };
  return (
    <DropdownMenu
      trigger={
        <Button>
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
