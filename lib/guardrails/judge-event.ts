import { assertMay, assertMayAt, assertMayEverywhere, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findEvent, setVerdict, transaction } from './event-store.ts';
import { presentEvent } from './present-event.ts';
import type { GuardEvent, Verdict } from './schemas.ts';
import { withholdExcerpt } from './withhold-excerpts.ts';

/**
 * Says whether a guard was right. Throws `not_found`, and `conflict` for `released`, which is said by releasing the
 * document.
 */
export async function judgeEvent(caller: Caller, id: string, verdict: Verdict): Promise<GuardEvent> {
  assertMay(caller, 'guardrails.review');
  const row = await findEvent(id);
  if (row === null) throw notFound('This event');
  if (row.endpoint_name === null) assertMayEverywhere(caller, 'guardrails.review');
  else {
    const place = { kind: 'endpoint', name: row.endpoint_name, environment: row.environment } as const;
    assertMayAt(caller, 'guardrails.review', place);
  }
  if (verdict === 'released') {
    throw new AppError('conflict', 'Release the document itself; its events are then decided on too.');
  }
  await transaction(async (tx) => {
    await setVerdict(tx, id, { verdict, by: { id: userIdOf(caller), name: caller.name } });
    await recordAudit(tx, caller, {
      action: 'guardrail-event.judged',
      subject: {
        kind: 'guardrail-event',
        id,
        name: `${row.guard} at ${row.endpoint_name ?? row.knowledge_name}`,
      },
      before: { verdict: row.verdict },
      after: { verdict },
    });
  });
  const after = await findEvent(id);
  if (after === null) throw notFound('This event');
  return withholdExcerpt(caller, presentEvent(after));
}
