/** Mirrors finished requests to entities whose answers are logged and compared, never shown. */
import { createHash } from 'node:crypto';
import { systemCaller } from '../access/index.ts';
import { newId } from '../platform/ids.ts';
import { drainSignal, onShutdown } from '../platform/lifecycle.ts';
import { log } from '../platform/log.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import type { ResolvedEndpoint } from './resolve-endpoint.ts';
import type { ResolvedEntity } from './resolve-entity.ts';
import { runAnswer } from './run-answer.ts';

/** In one process: a slow shadow must not pile up work beside the answers people wait for. */
const maxAtATime = 4;
/** What shadows under way get when the process stops. */
const graceMs = 2000;
const reportEveryMs = 60_000;

interface Shadows {
  running: Set<Promise<unknown>>;
  dropped: number;
  reportedAt: number;
  stopper: AbortController;
  hooked: boolean;
}

// The fast door and Next hold separate copies of this module in one process; the limit is of the process.
const registryKey = Symbol.for('slipway.shadows');
const registry = globalThis as { [registryKey]?: Shadows };
registry[registryKey] ??= {
  running: new Set(),
  dropped: 0,
  reportedAt: Number.NEGATIVE_INFINITY,
  stopper: new AbortController(),
  hooked: false,
};
const shadows = registry[registryKey];

/** Starts the shadows a finished request is chosen for and returns at once. */
export function mirror(endpoint: ResolvedEndpoint, request: AnswerRequest, outcome: AnswerOutcome): void {
  if (outcome.status !== 'ok' && outcome.status !== 'declined') return;
  for (const entity of endpoint.entities) {
    if (entity.name === outcome.entity || !isChosen(entity, request.requestId)) continue;
    if (shadows.running.size >= maxAtATime || drainSignal().aborted) drop();
    else start(endpoint, entity, request, outcome);
  }
}

/** The same requests whichever replica answers, and another choice for each entity. */
function isChosen({ name, shadowPercentage }: ResolvedEntity, requestId: string): boolean {
  if (shadowPercentage <= 0) return false;
  const hash = createHash('sha256').update(`${requestId}/${name}`).digest();
  return hash.readUInt32BE() / 2 ** 32 < shadowPercentage / 100;
}

function drop(): void {
  shadows.dropped += 1;
  const now = performance.now();
  if (now - shadows.reportedAt < reportEveryMs) return;
  log.warn('shadow requests were dropped: too many were under way', { dropped: shadows.dropped });
  shadows.dropped = 0;
  shadows.reportedAt = now;
}

function start(
  endpoint: ResolvedEndpoint,
  entity: ResolvedEntity,
  request: AnswerRequest,
  shown: AnswerOutcome,
): void {
  stopWithTheProcess();
  const requestId = newId();
  const shadow = runAnswer(
    {
      request: {
        ...request,
        requestId,
        caller: systemCaller('shadow'),
        onBehalfOf: request.caller,
        conversationId: null,
        clientRequestId: null,
        unit: null,
        signal: shadows.stopper.signal,
      },
      permission: 'endpoints.query',
      traffic: 'shadow',
      admit: async () => ({
        endpoint,
        unit: { kind: 'request', value: requestId },
        // A shadow takes no place from the answers people wait for; how many run is bounded here.
        plan: [{ ...entity, maxConcurrency: null, cache: { ...entity.cache, responses: 'off' } }],
      }),
      mirrors: { requestId: request.requestId, text: shown.text },
    },
    () => undefined,
  );
  shadows.running.add(shadow);
  void shadow.finally(() => shadows.running.delete(shadow));
}

/** Before the log is flushed and the database closed, since hooks run the last registered first. */
function stopWithTheProcess(): void {
  if (shadows.hooked) return;
  shadows.hooked = true;
  onShutdown('shadows', async () => {
    const timer = setTimeout(() => shadows.stopper.abort(), graceMs);
    await Promise.allSettled(shadows.running);
    clearTimeout(timer);
  });
}
