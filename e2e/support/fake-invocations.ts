/**
 * A faithful MLflow scoring server for tests, as Databricks serves models: it checks the protocol, echoes the question
 * and misbehaves on demand (`next()`), or answers with a body of the test's own (`say()`).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { z } from 'zod';
import { sendJson } from './fake-openai/respond.ts';

const plain = [
  'hang',
  'cut-before',
  'cut-in-body',
  'html-page',
  'garbage',
  'too-large',
  'empty',
  'server-error',
  'bad-request',
  'not-found',
  'error-with-200',
  'redirect',
] as const;

/** `cut-before`, `cut-in-body`: the connection breaks. `rate-limited:v`: 429 with `retry-after: v`. */
export type InvocationsMisbehaviour = (typeof plain)[number] | `rate-limited:${string}`;

export interface InvocationsCall {
  authorization: string | null;
  body: Record<string, unknown>;
  /** True when the client closed the connection before the answer was complete. */
  aborted: boolean;
}

export interface FakeInvocations {
  /** The whole address, ending in `/invocations`. */
  url: string;
  /** Every call so far, oldest first. */
  calls: InvocationsCall[];
  /** Makes the next calls misbehave, one each. */
  next(...misbehaviours: InvocationsMisbehaviour[]): void;
  /** Answers the next calls with these bodies, one each. */
  say(...bodies: unknown[]): void;
  stop(): Promise<void>;
}

const formats = ['dataframe_records', 'dataframe_split', 'inputs', 'instances'] as const;
const records = z.array(z.looseObject({ question: z.string() })).min(1);
const split = z.object({ columns: z.array(z.string()), data: z.array(z.array(z.unknown())).min(1) });
const messages = z.array(z.object({ role: z.string(), content: z.string() })).min(1);

/** With `apiKey`, other keys are answered with 403 as Databricks does. */
export async function startFakeInvocations(options: { apiKey?: string } = {}): Promise<FakeInvocations> {
  const calls: InvocationsCall[] = [];
  const script: InvocationsMisbehaviour[] = [];
  const bodies: unknown[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, 400, 'BAD_REQUEST', String(error));
      else response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    const authorization = request.headers.authorization ?? null;
    const call: InvocationsCall = { authorization, body, aborted: false };
    calls.push(call);
    response.on('close', () => {
      call.aborted = !response.writableFinished;
    });
    const behaviour = script.shift();
    if (request.method !== 'POST' || !request.url?.endsWith('/invocations')) {
      refuse(response, 404, 'ENDPOINT_NOT_FOUND', `No API found for ${request.url}`);
    } else if (request.headers['content-type'] !== 'application/json') {
      response.writeHead(415).end('This predictor only supports application/json');
    } else if (options.apiKey !== undefined && authorization !== `Bearer ${options.apiKey}`) {
      refuse(response, 403, 'PERMISSION_DENIED', `Invalid access token. ${authorization}`);
    } else if (behaviour !== undefined) misbehave(response, behaviour);
    else sendJson(response, 200, bodies.length > 0 ? bodies.shift() : predict(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/serving-endpoints/assistant/invocations`,
    calls,
    next: (...misbehaviours) => {
      script.push(...misbehaviours);
    },
    say: (...given) => {
      bodies.push(...given);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function refuse(response: ServerResponse, status: number, errorCode: string, message: string): void {
  sendJson(response, status, { error_code: errorCode, message });
}

/** As MLflow reads a request: the chat task, or exactly one of the four formats. */
function predict(body: Record<string, unknown>): unknown {
  if ('messages' in body) {
    const last = messages.parse(body.messages).at(-1)?.content ?? '';
    return {
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: echo(last) }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
    };
  }
  const given = formats.filter((format) => format in body);
  if (given.length !== 1) {
    throw new Error(
      `The input must be a JSON dictionary with exactly one of the input fields; got ${Object.keys(body)}.`,
    );
  }
  return { predictions: [echo(questionOf(body))] };
}

function questionOf(body: Record<string, unknown>): string {
  if (body.dataframe_records !== undefined) return records.parse(body.dataframe_records)[0]?.question ?? '';
  if (body.dataframe_split !== undefined) {
    const { columns, data } = split.parse(body.dataframe_split);
    return z.string().parse(data[0]?.[columns.indexOf('question')]);
  }
  const inputs = z
    .union([z.array(z.string()).min(1), z.looseObject({ question: z.string() })])
    .parse(body.inputs);
  return Array.isArray(inputs) ? (inputs[0] ?? '') : inputs.question;
}

function echo(question: string): string {
  return `You said: ${question}`;
}

function misbehave(response: ServerResponse, behaviour: InvocationsMisbehaviour): void {
  const json = { 'content-type': 'application/json' };
  switch (behaviour) {
    case 'hang':
      return;
    case 'cut-before':
      response.destroy();
      return;
    case 'cut-in-body':
      response.writeHead(200, json).write('{"predictions": ["It is', () => response.destroy());
      return;
    case 'html-page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      return;
    case 'garbage':
      response.writeHead(200, json).end('{"predictions": [');
      return;
    case 'too-large':
      response.writeHead(200, json).end(JSON.stringify({ predictions: ['x'.repeat(5_000_000)] }));
      return;
    case 'empty':
      response.writeHead(200, json).end();
      return;
    case 'server-error':
      refuse(response, 500, 'INTERNAL_ERROR', 'The model broke.');
      return;
    case 'bad-request':
      refuse(response, 400, 'BAD_REQUEST', 'Failed to enforce schema of data: missing column "question".');
      return;
    case 'not-found':
      refuse(response, 404, 'RESOURCE_DOES_NOT_EXIST', 'The given endpoint does not exist.');
      return;
    case 'error-with-200':
      refuse(response, 200, 'TEMPORARILY_UNAVAILABLE', 'The endpoint is starting.');
      return;
    case 'redirect':
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      return;
    default:
      response.setHeader('retry-after', behaviour.slice('rate-limited:'.length));
      refuse(response, 429, 'REQUEST_LIMIT_EXCEEDED', 'Exceeded max number of requests per second.');
  }
}
