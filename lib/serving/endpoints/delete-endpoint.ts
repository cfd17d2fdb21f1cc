import type { Caller } from '../../access/index.ts';
import { requireApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { forgetUnitsIn } from '../../monitoring/index.ts';
import { AppError } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { forgetEndpoint } from '../resolve-endpoint.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { configOf, entitiesOf, lockEndpoint, removeEndpoint, transaction } from './endpoint-store.ts';

/**
 * Deletes an endpoint with its configurations and schedules. Its answers, conversations and audit events stay.
 * `confirm` repeats the name; anything else throws `invalid`. Throws `not_found`.
 */
export async function deleteEndpoint(caller: Caller, name: string, confirm: string): Promise<void> {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  if (confirm !== name) {
    throw new AppError(
      'invalid',
      `Deleting stops every client of this endpoint at once. Repeat its name to confirm: ?confirm=${name}`,
      { issues: [{ path: 'confirm', message: `This must be "${name}".` }] },
    );
  }
  await transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    await requireApproval(tx, caller, { environments: [endpoint.environment] });
    const { description, environment, config } = endpoint;
    const servedEntities = entitiesOf(await configOf(tx, endpoint));
    await removeEndpoint(tx, endpoint);
    await forgetUnitsIn(tx, name);
    await recordAudit(tx, caller, {
      action: 'endpoint.deleted',
      subject: { kind: 'endpoint', id: endpoint.id, name },
      before: { description, environment, config, servedEntities },
    });
    await publishChange(tx, { topic: 'endpoint', key: name });
  });
  forgetEndpoint(name);
}
