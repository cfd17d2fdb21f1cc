'use client';

import {
  ArrowUpRight,
  AtSign,
  CopyPlus,
  Download,
  Ellipsis,
  GitCompareArrows,
  Layers,
  Rocket,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ModelDetail, ModelVersionSummary } from '#lib/registry/schemas.ts';
import { compareHref, exportHref, promoteHref, registerHref, versionHref } from './hrefs.ts';
import { useRestore } from './use-restore.ts';
import { comparedWith, nextPromotion } from './version-choices.ts';
import type { VersionAction } from './version-dialogs.tsx';

export interface VersionRights {
  write: boolean;
  promote: boolean;
}

interface VersionMenuProps {
  model: ModelDetail;
  version: ModelVersionSummary;
  rights: VersionRights;
  onAction: (action: VersionAction) => void;
  /** Offers to open the version: for lists. */
  withOpen?: boolean;
}

/** Everything one may do with a version. A deleted one can only be looked at and restored. */
export function VersionMenu({ model, version, rights, onAction, withOpen = false }: VersionMenuProps) {
  const restore = useRestore(model.name);
  const { number } = version;
  const deleted = version.deletedAt !== null;
  const other = comparedWith(model, number);
  return (
    <DropdownMenu
      returnFocus={false}
      trigger={<IconButton label={`Actions for version ${number}`} icon={<Ellipsis aria-hidden />} />}
    >
      {withOpen && (
        <MenuItem asChild>
          <Link href={versionHref(model.name, number)}>
            <ArrowUpRight aria-hidden />
            Open version {number}
          </Link>
        </MenuItem>
      )}
      {!deleted && rights.promote && (
        <>
          <MenuItem asChild>
            <Link href={promoteHref(model.name, number, nextPromotion(version.stage))}>
              <Rocket aria-hidden />
              Promote version {number}…
            </Link>
          </MenuItem>
          <MenuItem icon={<Layers aria-hidden />} onSelect={() => onAction({ kind: 'stage', number })}>
            Set stage…
          </MenuItem>
          <MenuItem
            icon={<AtSign aria-hidden />}
            disabled={version.aliases.includes('champion')}
            onSelect={() => onAction({ kind: 'alias', number, alias: 'champion' })}
          >
            Move @champion here
          </MenuItem>
          <MenuItem
            icon={<Tag aria-hidden />}
            onSelect={() => onAction({ kind: 'alias', number, alias: '' })}
          >
            Point another alias here…
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      {other !== null && (
        <MenuItem asChild>
          <Link href={compareHref(model.name, other, number)}>
            <GitCompareArrows aria-hidden />
            Compare with version {other}
          </Link>
        </MenuItem>
      )}
      {!deleted && rights.write && (
        <MenuItem asChild>
          <Link href={registerHref(model.name, number)}>
            <CopyPlus aria-hidden />
            Register a version from this one
          </Link>
        </MenuItem>
      )}
      <MenuItem asChild>
        <a href={exportHref(model.name, number)} download>
          <Download aria-hidden />
          Export
        </a>
      </MenuItem>
      {rights.write &&
        (deleted ? (
          <MenuItem icon={<Undo2 aria-hidden />} onSelect={() => restore(number)}>
            Restore version {number}
          </MenuItem>
        ) : (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 aria-hidden />}
              tone="danger"
              onSelect={() => onAction({ kind: 'delete', number })}
            >
              Delete version {number}…
            </MenuItem>
          </>
        ))}
    </DropdownMenu>
  );
}
