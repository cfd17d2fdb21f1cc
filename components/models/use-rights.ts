'use client';

import { useMemo } from 'react';
import { can, useMe } from '#lib/client/use-me.ts';
import type { VersionRights } from './version-menu.tsx';

/** What the signed-in person may do with models. */
export function useRights(): VersionRights {
  const me = useMe();
  const write = can(me.data, 'models.write');
  const promote = can(me.data, 'models.promote');
  return useMemo(() => ({ write, promote }), [write, promote]);
}
