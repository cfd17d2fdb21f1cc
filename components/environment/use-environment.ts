'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect } from 'react';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import { type Environment, environmentSchema, environments } from '#lib/serving/schemas.ts';

const stored = environmentSchema.nullable();

/**
 * The environment every screen of the console is narrowed to; null means all. A link's `?env=` decides and is remembered
 * from then on, so that the choice goes along from screen to screen.
 */
export function useEnvironment(): [Environment | null, (environment: Environment | null) => void] {
  const [inAddress, setInAddress] = useQueryState('env', parseAsStringLiteral(environments));
  const [remembered, remember] = useStoredState('environment', stored, null);
  useEffect(() => {
    if (inAddress !== null && inAddress !== remembered) remember(inAddress);
  }, [inAddress, remembered, remember]);
  const choose = (environment: Environment | null) => {
    remember(environment);
    void setInAddress(environment);
  };
  return [inAddress ?? remembered, choose];
}
