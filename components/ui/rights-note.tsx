import { Lock } from 'lucide-react';
import type { Permission } from '#lib/access/schemas.ts';

interface RightsNoteProps {
  /** What is missing. */
  permission: Permission;
  /** Completes "You can look, but not …": "change this endpoint". */
  what: string;
  /** What they can do; absent when somebody has to grant it first. */
  instead?: string | undefined;
}

/** One quiet line that says why there are no buttons. */
export function RightsNote({ permission, what, instead }: RightsNoteProps) {
  return (
    <p className="flex items-center gap-1.5 text-muted-foreground text-sm">
      <Lock aria-hidden className="size-3.5 shrink-0" />
      <span>
        You can look, but not {what}: that takes the permission <code>{permission}</code> here.{' '}
        {instead ?? 'An administrator can grant it.'}
      </span>
    </p>
  );
}
