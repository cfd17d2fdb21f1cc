'use client';

import type { ModelDetail } from '#lib/registry/schemas.ts';
import { DeleteVersionDialog } from './delete-version-dialog.tsx';
import { MoveAliasDialog } from './move-alias-dialog.tsx';
import { SetStageDialog } from './set-stage-dialog.tsx';

/** What a version's dialog is open for. */
export type VersionAction =
  | { kind: 'stage' | 'delete'; number: number }
  /** An empty alias lets the person name one. */
  | { kind: 'alias'; number: number; alias: string };

interface VersionDialogsProps {
  model: ModelDetail;
  action: VersionAction | null;
  onClose: () => void;
}

/** The one dialog that is open, if any. */
export function VersionDialogs({ model, action, onClose }: VersionDialogsProps) {
  const version = model.versions.find(({ number }) => number === action?.number);
  if (action === null || version === undefined) return null;
  switch (action.kind) {
    case 'alias':
      return <MoveAliasDialog model={model} version={action.number} alias={action.alias} onClose={onClose} />;
    case 'stage':
      return <SetStageDialog model={model} version={version} onClose={onClose} />;
    case 'delete':
      return <DeleteVersionDialog model={model.name} version={action.number} onClose={onClose} />;
  }
}
