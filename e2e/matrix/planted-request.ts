import { recordInference } from '../../lib/inference/index.ts';
import { newId } from '../../lib/platform/ids.ts';

/** A request a person asked of an endpoint, whose texts are `text`; its id. */
export async function insertPlantedRequest(userId: string, endpoint: string, text: string): Promise<string> {
  const requestId = newId();
  await recordInference({
    requestId,
    at: new Date(),
    status: 'ok',
    httpStatus: 200,
    source: 'chat',
    traffic: 'live',
    endpoint: { id: null, name: endpoint, config: 1 },
    assigned: { entity: 'main', unit: userId, unitKind: 'user' },
    routingRule: null,
    cache: 'off',
    shadow: null,
    served: null,
    knowledge: null,
    requester: { kind: 'user', userId, name: text, apiKeyId: null },
    conversationId: null,
    clientRequestId: null,
    input: [{ role: 'user', content: text }],
    inputs: {},
    requestDetail: null,
    question: text,
    output: text,
    citations: [],
    checks: [],
    toolCalls: [],
    prompt: null,
    retrieved: null,
    spans: [],
    totalMs: 1,
    timeToFirstTokenMs: null,
    retrieveMs: null,
    generateMs: null,
    usage: { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0, source: 'estimated' },
    cost: 0n,
    error: null,
  });
  return requestId;
}
