import { type GenerateEvent, type GenerateRequest, type Provider, ProviderError } from '../contract.ts';
import { estimateTokens } from '../estimate-usage.ts';
import { refuseForcedTools } from '../refuse-forced-tools.ts';
import { composeAnswer } from './compose-answer.ts';

export const extractiveModel = 'extractive-1';

/** A word with the white space before it; long runs without spaces, as in Chinese, come in shorter pieces. */
const piecePattern = /\s*\S{1,16}|\s+$/gu;

/**
 * The built-in provider: answers offline from the passages, word for word and cited, or declines.
 * Deterministic: the same question and passages give the same answer.
 */
export function createExtractiveProvider(): Provider {
  return { name: 'extractive', generate };
}

async function* generate(request: GenerateRequest): AsyncGenerator<GenerateEvent> {
  const input = estimateTokens(request.turns.map(({ content }) => content).join('\n'));
  throwIfAborted(request.signal);
  refuseForcedTools(request, 'extractive');
  const answer = composeAnswer(request.question, request.passages);
  const limit = request.parameters.maxOutputTokens ?? Number.POSITIVE_INFINITY;
  let sent = '';
  let cut = false;
  for (const [piece] of answer.text.matchAll(piecePattern)) {
    throwIfAborted(request.signal);
    cut = estimateTokens(sent + piece) > limit;
    if (cut) break;
    sent += piece;
    yield { type: 'delta', text: piece };
  }
  const output = estimateTokens(sent);
  yield {
    type: 'finish',
    reason: answer.declined ? 'declined' : cut ? 'length' : 'stop',
    usage: { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0, source: 'estimated' },
  };
}

function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new ProviderError('aborted', 'The answer was stopped before it was complete.', {
    provider: 'extractive',
    cause: signal.reason,
  });
}
