'use client';

import { useMemo } from 'react';
import { can, canAt, useMe } from '#lib/client/use-me.ts';
import type { VersionRights } from './version-menu.tsx';

/** What the signed-in person may do with a model. */
export function useRights(name: string): VersionRights {
  const me = useMe();
  const write = canAt(me.data, 'models.write', { kind: 'model', name });
  // Who may propose sees the same steps; the server offers the proposal when it refuses the change.
  const promote =
    canAt(me.data, 'models.promote', { kind: 'model', name }) || can(me.data, 'changes.propose');
  return useMemo(() => ({ write, promote }), [write, promote]);
}
