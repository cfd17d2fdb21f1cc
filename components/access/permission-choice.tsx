'use client';

import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Permission } from '#lib/access/schemas.ts';
import { permissionWords } from './words.ts';

interface PermissionChoiceProps {
  /** Names the group for screen readers. */
  label?: string;
  /** What may be chosen at all. */
  allowed: readonly Permission[];
  chosen: readonly Permission[];
  onChange: (chosen: Permission[]) => void;
  describedBy: string | undefined;
}

export function PermissionChoice({
  label = 'Permissions of the key',
  allowed,
  chosen,
  onChange,
  describedBy,
}: PermissionChoiceProps) {
  const id = useId();
  const toggle = (permission: Permission, on: boolean) =>
    onChange(allowed.filter((each) => (each === permission ? on : chosen.includes(each))));
  return (
    <fieldset
      aria-label={label}
      aria-describedby={describedBy}
      className="grid gap-x-4 gap-y-2 rounded-md border border-border p-3 sm:grid-cols-2"
    >
      {allowed.map((permission) => (
        <div key={permission} className="flex items-start gap-2.5">
          <Checkbox
            id={`${id}-${permission}`}
            checked={chosen.includes(permission)}
            onCheckedChange={(on) => toggle(permission, on === true)}
          />
          <label htmlFor={`${id}-${permission}`} className="text-sm">
            {permissionWords[permission]}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
