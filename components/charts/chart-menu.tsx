'use client';

import { EllipsisVertical, FileImage, Sheet } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { toast } from 'sonner';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { chartCsv, fileName } from './export-csv.ts';
import { chartPng } from './export-png.ts';
import { saveFile } from './save-file.ts';
import type { Bucket, Series, Unit } from './series.ts';

interface ChartMenuProps {
  title: string;
  series: readonly Series[];
  buckets: readonly Bucket[];
  unit: Unit;
  /** Holds the drawn chart; without a drawing there is no picture to save. */
  drawing: RefObject<HTMLElement | null>;
  /** Further items, above the exports. */
  children?: ReactNode;
}

/** What can be taken along from a chart. */
export function ChartMenu({ title, series, buckets, unit, drawing, children }: ChartMenuProps) {
  const [busy, setBusy] = useState(false);
  const savePicture = async () => {
    const svg = drawing.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (!svg) {
      toast.error('There is no picture to save: show the chart first.');
      return;
    }
    setBusy(true);
    try {
      saveFile(await chartPng(svg, title, series), `${fileName(title)}.png`);
    } catch {
      toast.error('The picture could not be made. Take the CSV, or a screenshot.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <DropdownMenu
      trigger={<IconButton label={`More of ${title}`} icon={<EllipsisVertical aria-hidden />} busy={busy} />}
    >
      {children && (
        <>
          {children}
          <MenuSeparator />
        </>
      )}
      <MenuItem
        icon={<Sheet aria-hidden />}
        onSelect={() => saveFile(chartCsv(series, buckets, unit), `${fileName(title)}.csv`)}
      >
        Save as CSV
      </MenuItem>
      <MenuItem icon={<FileImage aria-hidden />} onSelect={() => void savePicture()}>
        Save as PNG
      </MenuItem>
    </DropdownMenu>
  );
}
