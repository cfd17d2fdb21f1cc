import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CompletionRequest,
  completionRequestSchema,
  composeAnswer,
  composeToolCalls,
  countTokens,
  pieces,
} from './compose.ts';
import { chunksBefore, type Misbehaviour } from './misbehaviour.ts';
import { sendError, sendJson } from './respond.ts';

const created = 1_700_000_000;

interface CompletionOptions {
  chunkDelayMs: number;
  /** Said instead of an answer from the passages. */
  text: string | undefined;
}

export async function sendCompletion(
  response: ServerResponse,
  body: unknown,
  behaviour: Misbehaviour,
  options: CompletionOptions,
): Promise<void> {
  const request = completionRequestSchema.parse(body);
  if (behaviour === 'hang') return;
  if (sendFailure(response, request, behaviour)) return;
  const calls = composeToolCalls(request);
  const text =
    calls.length > 0
      ? ''
      : behaviour === 'split-utf8'
        ? 'Grüße 世界 🚢 ahoi [1]'
        : (options.text ?? composeAnswer(request));
  const usage = usageOf(request, text, behaviour);
  if (request.stream !== true) {
    sendJson(response, 200, {
      id: 'chatcmpl-fake',
      object: 'chat.completion',
      created,
      model: request.model,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: text || null,
            ...(calls.length > 0 && { tool_calls: calls }),
          },
          finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
        },
      ],
      ...(usage && { usage }),
    });
    return;
  }
  await stream(response, request, { text, calls, usage }, behaviour, options.chunkDelayMs);
}

function sendFailure(
  response: ServerResponse,
  { model }: CompletionRequest,
  behaviour: Misbehaviour,
): boolean {
  if (behaviour.startsWith('rate-limited:')) {
    response.setHeader('retry-after', behaviour.slice('rate-limited:'.length));
    sendError(response, 429, 'Rate limit reached for requests.', 'requests', 'rate_limit_exceeded');
    return true;
  }
  switch (behaviour) {
    case 'unauthorized':
      sendError(
        response,
        401,
        'Incorrect API key provided: sk-secret-key.',
        'invalid_request_error',
        'invalid_api_key',
      );
      return true;
    case 'bad-request':
      sendError(
        response,
        400,
        "This model's maximum context length is 8192 tokens.",
        'invalid_request_error',
        'context_length_exceeded',
      );
      return true;
    case 'unknown-model':
      sendError(
        response,
        404,
        `The model '${model}' does not exist.`,
        'invalid_request_error',
        'model_not_found',
      );
      return true;
    case 'server-error':
      sendError(response, 500, 'The server had an error while processing your request.', 'server_error');
      return true;
    case 'html-page':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to the network</title>');
      return true;
    case 'json-body':
      sendJson(response, 200, { hello: 'world' });
      return true;
    case 'redirect':
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
      response.end();
      return true;
    default:
      return false;
  }
}

function usageOf(request: CompletionRequest, text: string, behaviour: Misbehaviour) {
  if (behaviour === 'no-usage') return null;
  if (behaviour === 'cached-and-reasoning') {
    return {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 60 },
      completion_tokens_details: { reasoning_tokens: 20 },
    };
  }
  const prompt = countTokens(request.messages.map((message) => message.content).join(' '));
  const completion = countTokens(text);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

interface Completion {
  text: string;
  calls: ReturnType<typeof composeToolCalls>;
  usage: ReturnType<typeof usageOf>;
}

/** A call as models stream it: its name first, then its arguments in halves. */
function callDeltas({ calls }: Completion): object[] {
  return calls.flatMap(({ id, type, function: { name, arguments: whole } }, index) => {
    const half = Math.floor(whole.length / 2);
    const begin = { index, id, type, function: { name, arguments: '' } };
    const parts = [whole.slice(0, half), whole.slice(half)].filter((part) => part !== '');
    const rest = parts.map((part) => ({ index, function: { arguments: part } }));
    return [begin, ...rest].map((call) => ({ tool_calls: [call] }));
  });
}

async function stream(
  response: ServerResponse,
  request: CompletionRequest,
  { text, calls, usage }: Completion,
  behaviour: Misbehaviour,
  chunkDelayMs: number,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const base = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created, model: request.model };
  const send = (part: object) => response.write(`data: ${JSON.stringify({ ...base, ...part })}\n\n`);
  const delta = (content: object, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta: content, logprobs: null, finish_reason }],
  });
  if (behaviour === 'empty-stream') return void response.end();
  send(delta({ role: 'assistant', content: '' }));
  if (behaviour === 'endless')
    return endless(response, () => send(delta({ content: 'and so on '.repeat(1000) })));
  const cut = chunksBefore(behaviour, 'cut');
  const hang = chunksBefore(behaviour, 'hang');
  for (const [index, piece] of pieces(text).entries()) {
    if (index === cut) return cutConnection(response);
    if (index === hang) return;
    if (index === 2 && behaviour === 'garbage-chunk')
      response.write('data: {"id": "chatcmpl-fake", "choi\n\n');
    if (index === 2 && behaviour === 'error-chunk') {
      response.write(
        `data: ${JSON.stringify({ error: { message: 'The engine is overloaded.', type: 'server_error' } })}\n\n`,
      );
    }
    if (behaviour === 'split-utf8') await sendBytewise(response, { ...base, ...delta({ content: piece }) });
    else send(delta({ content: piece }));
    const pause = behaviour === 'slow' ? 50 : chunkDelayMs;
    if (pause > 0) await sleep(pause);
    if (response.destroyed) return;
  }
  if (behaviour === 'no-finish') return void response.end();
  for (const part of callDeltas({ text, calls, usage })) send(delta(part));
  send(delta({}, calls.length > 0 ? 'tool_calls' : 'stop'));
  if (usage && request.stream_options?.include_usage === true) send({ choices: [], usage });
  response.end('data: [DONE]\n\n');
}

/** A reset makes the receiver drop what it has not read yet, so what was sent gets a moment to arrive first. */
async function cutConnection(response: ServerResponse): Promise<void> {
  await sleep(30);
  response.socket?.resetAndDestroy();
}

/** One byte to a write, flushed: characters arrive in halves. */
async function sendBytewise(response: ServerResponse, chunk: object): Promise<void> {
  for (const byte of Buffer.from(`data: ${JSON.stringify(chunk)}\n\n`)) {
    response.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
}

async function endless(response: ServerResponse, write: () => boolean): Promise<void> {
  while (!response.destroyed) {
    if (!write()) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    else await new Promise(setImmediate);
  }
}
