import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { makeTopicsJob } from '../job-definitions.ts';
import { assertReadsEndpoint } from './list-topics.ts';
import { noteWaiting, transaction } from './topic-store.ts';

/** Has topics made now instead of at night. One run that waits already is enough. */
export async function startTopics(caller: Caller, endpoint: string): Promise<void> {
  await assertReadsEndpoint(caller, endpoint);
  await transaction(async (tx) => {
    await noteWaiting(tx, endpoint);
    await enqueue(tx, makeTopicsJob, { endpoint }, { key: endpoint });
    await recordAudit(tx, caller, {
      action: 'topics.started',
      subject: { kind: 'endpoint', id: endpoint, name: endpoint },
    });
  });
}
