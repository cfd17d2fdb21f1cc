'use client';

import { useMemo } from 'react';
import { canAt, useMe } from '#lib/client/use-me.ts';
import type { VersionRights } from './version-menu.tsx';

/** What the signed-in person may do with a model. */
export function useRights(name: string): VersionRights {
  const me = useMe();
  const write = canAt(me.data, 'models.write', { kind: 'model', name });
  const promote = canAt(me.data, 'models.promote', { kind: 'model', name });
  return useMemo(() => ({ write, promote }), [write, promote]);
}
