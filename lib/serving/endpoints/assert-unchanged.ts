import { AppError } from '../../platform/errors.ts';
import type { EndpointRow } from './endpoint-store.ts';

/** Throws `conflict` unless the configuration a change was made from is still in force. */
export function assertUnchanged(endpoint: EndpointRow, expectedConfig: number): void {
  if (endpoint.config === expectedConfig) return;
  throw new AppError(
    'conflict',
    `The endpoint "${endpoint.name}" is at configuration ${endpoint.config}; your change was made from ${expectedConfig}. ` +
      'Reload it, look at what changed, and save again.',
    { reason: 'config_changed' },
  );
}
