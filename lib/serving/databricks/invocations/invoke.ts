import { AppError } from '../../../platform/errors.ts';
import { jsonResponse } from '../../../platform/http/direct-response.ts';
import { assertNotDraining } from '../../assert-not-draining.ts';
import type { CompletionContext } from '../../openai/answer-feed.ts';
import { failedAnswer } from '../errors.ts';
import { formats, type Invocation, parametersOf } from './body.ts';
import { invokeChat } from './chat.ts';
import { predictRows } from './predict-rows.ts';
import { predictionsBody } from './predictions-body.ts';
import { rowsOf } from './rows-of.ts';
import { databricksHeaders } from './served-headers.ts';

/**
 * `POST /serving-endpoints/{name}/invocations`: a conversation is answered as OpenAI's chat completions are, rows as MLflow
 * answers them. Throws `invalid` unless the body holds exactly one of the forms.
 */
export async function invoke(
  endpoint: string,
  body: Invocation,
  context: CompletionContext,
): Promise<Response> {
  const given = formats.filter((format) => body[format] !== undefined && body[format] !== null);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none of them' : given.join(' and ');
    throw new AppError('invalid', `Send exactly one of ${formats.join(', ')}; this body holds ${found}.`, {
      reason: 'invalid_inputs',
    });
  }
  const clientRequestId = body.client_request_id ?? context.clientRequestId;
  if (given[0] === 'messages') return invokeChat(endpoint, body, { ...context, clientRequestId });
  return invokeRows(endpoint, body, { ...context, clientRequestId });
}

async function invokeRows(
  endpoint: string,
  body: Invocation,
  { caller, requestId, clientRequestId, unit, tag, onLimits, signal }: CompletionContext,
): Promise<Response> {
  if (body.stream) {
    throw new AppError('invalid', 'Only messages can be answered as a stream. Leave stream out for rows.', {
      reason: 'invalid_inputs',
    });
  }
  assertNotDraining();
  const rows = rowsOf(body);
  const result = await predictRows({
    endpoint,
    rows,
    parameters: parametersOf(body),
    caller,
    requestId,
    clientRequestId,
    unit: unit === null ? null : { kind: 'header', value: unit },
    tag,
    onLimits,
    signal,
  });
  if (result.failed !== null) {
    const { row, outcome } = result.failed;
    return failedAnswer(outcome, rows.length === 1 ? '' : `Row ${row}: `);
  }
  const { outcomes } = result;
  const [first] = outcomes;
  const alike = outcomes.every(({ entity }) => entity === first?.entity);
  const served = {
    entity: alike ? (first?.entity ?? null) : null,
    version: alike ? (first?.detail.version ?? null) : null,
  };
  return jsonResponse(predictionsBody(outcomes), {
    headers: { 'cache-control': 'no-store', ...databricksHeaders(requestId, served) },
  });
}
