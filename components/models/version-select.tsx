'use client';

import { Select } from '#components/ui/select.tsx';
import type { ModelDetail } from '#lib/registry/schemas.ts';

interface VersionSelectProps {
  model: ModelDetail;
  value: number | null;
  onChange: (version: number) => void;
  /** Also offers deleted versions, which can be read but not served. */
  withDeleted?: boolean;
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
}

/** Versions of a model, newest first, each with what tells it apart. */
export function VersionSelect({ model, value, onChange, withDeleted = false, ...props }: VersionSelectProps) {
  const offered = model.versions.filter((version) => withDeleted || version.deletedAt === null);
  return (
    <Select
      {...props}
      value={value === null ? undefined : String(value)}
      onValueChange={(next) => onChange(Number(next))}
      placeholder="Choose a version…"
      options={offered.map((version) => ({
        value: String(version.number),
        label: `Version ${version.number}`,
        hint: [
          ...version.aliases.map((alias) => `@${alias}`),
          version.deletedAt === null ? version.stage : 'deleted',
          version.description.slice(0, 60),
        ]
          .filter((part) => part !== '')
          .join(' · '),
      }))}
    />
  );
}
