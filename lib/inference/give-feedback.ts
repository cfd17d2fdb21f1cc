import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { countFeedback } from '../monitoring/index.ts';
import { pgTransaction } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { isId, newId } from '../platform/ids.ts';
import { findRatedAnswer, lockFeedback, upsertFeedback } from './feedback-store.ts';
import { toFeedback } from './rows.ts';
import { type Feedback, type FeedbackInput, feedbackSchema, trafficKindSchema } from './schemas.ts';

/** Rates an answer the caller was given; rating again replaces the earlier rating. */
export async function giveFeedback(
  caller: Caller,
  requestId: string,
  input: FeedbackInput,
): Promise<Feedback> {
  assertMay(caller, caller.kind === 'api-key' ? 'endpoints.query' : 'chat.use');
  const requesterId = userIdOf(caller);
  if (requesterId === null) throw new AppError('forbidden', 'Only people and API keys can rate answers.');
  if (!isId(requestId)) throw notFound(`The request ${requestId.slice(0, 64)}`);
  return pgTransaction(async (client) => {
    const answer = await findRatedAnswer(client, requestId);
    // Nobody was shown a shadow's answer, so nobody can judge it.
    if (answer === null || answer.traffic === 'shadow' || answer.requester_id !== requesterId)
      throw notFound(`The request ${requestId}`);
    const before = await lockFeedback(client, requestId, requesterId);
    const row = await upsertFeedback(client, {
      id: before?.id ?? newId(),
      inference_id: requestId,
      requester_kind: caller.kind,
      requester_id: requesterId,
      requester_name: caller.name,
      ...input,
    });
    const after = toFeedback(row);
    await countFeedback(
      client,
      {
        at: answer.at,
        endpointName: answer.endpoint_name,
        configNumber: answer.config_number ?? 0,
        arm: answer.intended_entity ?? '',
        traffic: trafficKindSchema.parse(answer.traffic),
        modelName: answer.model_name ?? '',
        modelVersion: answer.model_version ?? 0,
      },
      before && toFeedback(before),
      after,
    );
    return feedbackSchema.parse(after);
  });
}
