/**
 * A faithful OpenAI-compatible server for tests. It answers from the passages in the prompt, cited, and misbehaves on
 * demand: name the misbehaviour as the model (`hang`, `cut-after:2`, …) or script the next answers with `next()`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { z } from 'zod';
import { embed } from './fake-openai/embed.ts';
import { type Misbehaviour, misbehaviourOf } from './fake-openai/misbehaviour.ts';
import { readRequestBody, sendError, sendJson } from './fake-openai/respond.ts';
import { sendCompletion } from './fake-openai/send-completion.ts';

export type { Misbehaviour } from './fake-openai/misbehaviour.ts';

export interface FakeCall {
  path: string;
  authorization: string | null;
  traceparent: string | null;
  tracestate: string | null;
  body: unknown;
  /** True when the client closed the connection before the answer was complete. */
  aborted: boolean;
}

export interface FakeOpenAi {
  /** Base URL, ending in `/v1`. */
  url: string;
  /** Every call so far, oldest first. */
  calls: FakeCall[];
  /** The same of GETs: health checks ask for the list of models whenever they are due. */
  pings: FakeCall[];
  /** Makes the next calls misbehave, one each, whatever model they name; then all is well again. */
  next(...misbehaviours: Misbehaviour[]): void;
  /** Makes the next complete answers say these texts, one each; then it composes its own again. */
  say(...texts: string[]): void;
  stop(): Promise<void>;
}

export interface FakeOpenAiOptions {
  port?: number;
  /** When given, other keys are answered with 401. */
  apiKey?: string;
  /** Between content chunks, in milliseconds. */
  chunkDelayMs?: number;
}

const embeddingsSchema = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: z.number().int().optional(),
});

export async function startFakeOpenAi(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
  const calls: FakeCall[] = [];
  const pings: FakeCall[] = [];
  const script: Misbehaviour[] = [];
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendError(response, 400, String(error), 'invalid_request_error');
      else response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = request.method === 'POST' ? await readRequestBody(request) : null;
    const authorization = request.headers.authorization ?? null;
    const call: FakeCall = {
      path: request.url ?? '',
      authorization,
      traceparent: textOf(request.headers.traceparent),
      tracestate: textOf(request.headers.tracestate),
      body,
      aborted: false,
    };
    (request.method === 'GET' ? pings : calls).push(call);
    response.on('close', () => {
      call.aborted = !response.writableFinished;
    });
    setRateLimitHeaders(response);
    if (options.apiKey !== undefined && authorization !== `Bearer ${options.apiKey}`) {
      const shown = authorization?.replace(/^Bearer /, '') ?? '';
      sendError(
        response,
        401,
        `Incorrect API key provided: ${shown}.`,
        'invalid_request_error',
        'invalid_api_key',
      );
      return;
    }
    if (call.path === '/v1/chat/completions') {
      const { model } = z.object({ model: z.string() }).parse(body);
      const behaviour = script.shift() ?? misbehaviourOf(model);
      const text = behaviour === 'none' ? lines.shift() : undefined;
      await sendCompletion(response, body, behaviour, { chunkDelayMs: options.chunkDelayMs ?? 0, text });
    } else if (call.path === '/v1/embeddings') sendEmbeddings(response, body);
    else if (call.path === '/v1/models') sendModels(response);
    else sendError(response, 404, `Unknown request URL: ${call.path}`, 'invalid_request_error');
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    pings,
    next: (...misbehaviours) => {
      script.push(...misbehaviours);
    },
    say: (...texts) => {
      lines.push(...texts);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function setRateLimitHeaders(response: ServerResponse): void {
  response.setHeader('x-request-id', 'req_fake');
  response.setHeader('x-ratelimit-limit-requests', '10000');
  response.setHeader('x-ratelimit-remaining-requests', '9999');
  response.setHeader('x-ratelimit-reset-requests', '6ms');
  response.setHeader('x-ratelimit-limit-tokens', '2000000');
  response.setHeader('x-ratelimit-remaining-tokens', '1999000');
}

function sendEmbeddings(response: ServerResponse, body: unknown): void {
  const { model, input, dimensions } = embeddingsSchema.parse(body);
  const texts = typeof input === 'string' ? [input] : input;
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: embed(text, dimensions ?? 256),
  }));
  sendJson(response, 200, {
    object: 'list',
    // Servers that embed in parallel answer in any order; `index` tells which is which.
    data: model.includes('shuffled') ? data.reverse() : data,
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

function sendModels(response: ServerResponse): void {
  const data = ['fake-chat', 'fake-embed'].map((id) => ({
    id,
    object: 'model',
    created: 1_700_000_000,
    owned_by: 'slipway-tests',
  }));
  sendJson(response, 200, { object: 'list', data });
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
