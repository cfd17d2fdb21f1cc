/**
 * A vendor's API over real sockets for tests: each file in `fake-vendor/` writes one vendor's own wire protocol, this one
 * serves it and misbehaves on demand (`next()`).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Frame, VendorAnswer, VendorProtocol, VendorRequest } from './fake-vendor/protocol.ts';

const plain = [
  'hang',
  'hang-in-stream',
  'cut',
  'no-finish',
  'split-bytes',
  'endless',
  'html-page',
  'json-body',
  'garbage',
  'error-in-stream',
  'unauthorized',
  'bad-request',
  'server-error',
  'no-usage',
  'negative-usage',
  'absurd-usage',
  'length',
] as const;

/** `split-bytes`: every write ends inside a character. `rate-limited:v`: 429 with `retry-after: v`. */
export type VendorMisbehaviour = (typeof plain)[number] | `rate-limited:${string}`;

export interface VendorCall extends VendorRequest {
  /** True when the client closed the connection before the answer was complete. */
  aborted: boolean;
}

export interface FakeVendor {
  /** Without a path. */
  origin: string;
  /** Every call so far, oldest first. */
  calls: VendorCall[];
  /** Makes the next calls misbehave, one each; then all is well again. */
  next(...misbehaviours: VendorMisbehaviour[]): void;
  stop(): Promise<void>;
}

export const spokenText = ['Grüße ', '世界 🚢', ' ahoi'] as const;

/** A request that offers tools is answered with a call of the first, until it brings this result. */
export const calledTool = {
  id: 'call_12345',
  arguments: { city: 'Kiel' },
  result: 'Rain at 11 degrees.',
} as const;

/** What every vendor reports in its own words; those that know fewer classes add them up. */
export const spentTokens = { input: 40, cachedInput: 60, cacheWrite: 7, output: 30, reasoning: 20 } as const;

export async function startFakeVendor(protocol: VendorProtocol, apiKey: string): Promise<FakeVendor> {
  const calls: VendorCall[] = [];
  const script: VendorMisbehaviour[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, protocol, 400, String(error));
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
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
    const call: VendorCall = { path: request.url ?? '', headers: request.headers, body, aborted: false };
    calls.push(call);
    response.on('close', () => {
      call.aborted = !response.writableFinished;
    });
    if (!protocol.authorised(call, apiKey)) return refuse(response, protocol, 401, `Wrong key ${apiKey}.`);
    const vectors = protocol.embed?.(call) ?? null;
    if (vectors !== null) return sendJson(response, 200, vectors);
    const problem = protocol.problem(call);
    if (problem !== null) return refuse(response, protocol, 404, problem);
    const behaviour = script.shift() ?? 'none';
    if (sendFailure(response, protocol, behaviour, apiKey)) return;
    response.writeHead(200, { 'content-type': protocol.contentType });
    await stream(response, protocol, answerOf(protocol, call, behaviour), behaviour);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    next: (...misbehaviours) => {
      script.push(...misbehaviours);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answerOf(
  protocol: VendorProtocol,
  call: VendorRequest,
  behaviour: VendorMisbehaviour | 'none',
): VendorAnswer {
  const answered = JSON.stringify(call.body).includes(calledTool.result);
  const tool = answered ? null : protocol.firstTool(call);
  const usage =
    behaviour === 'no-usage'
      ? null
      : behaviour === 'negative-usage'
        ? { ...spentTokens, output: -500 }
        : behaviour === 'absurd-usage'
          ? { ...spentTokens, input: 9e15 }
          : spentTokens;
  return {
    text: tool === null ? spokenText : [],
    call: tool === null ? null : { id: calledTool.id, arguments: calledTool.arguments, name: tool },
    reason: behaviour === 'length' ? 'length' : tool === null ? 'stop' : 'tool',
    usage,
  };
}

async function stream(
  response: ServerResponse,
  protocol: VendorProtocol,
  answer: VendorAnswer,
  behaviour: VendorMisbehaviour | 'none',
): Promise<void> {
  const frames = protocol.frames(answer);
  const before = frames.filter(({ part }) => part !== 'end');
  switch (behaviour) {
    case 'garbage':
      response.end(Buffer.concat([joined(frames.filter(({ part }) => part === 'start')), protocol.garbage]));
      return;
    case 'hang-in-stream':
      response.write(joined(before));
      return;
    case 'cut':
      response.write(joined(before), () => response.destroy());
      return;
    case 'no-finish':
      response.end(joined(before));
      return;
    case 'error-in-stream':
      response.end(Buffer.concat([joined(before), protocol.errorFrame]));
      return;
    case 'endless':
      return sendForEver(response, frames);
    case 'split-bytes':
      return sendInPieces(response, joined(frames));
    default:
      response.end(joined(frames));
  }
}

async function sendForEver(response: ServerResponse, frames: readonly Frame[]): Promise<void> {
  const text = joined(frames.filter(({ part }) => part === 'text'));
  response.write(joined(frames.filter(({ part }) => part === 'start')));
  while (!response.destroyed) {
    response.write(Buffer.concat(Array.from({ length: 50 }, () => text)));
    await setImmediate();
  }
}

/** Three bytes at a time: no character outside ASCII arrives whole. */
async function sendInPieces(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 3) {
    response.write(bytes.subarray(at, at + 3));
    if (at % 30 === 0) await setImmediate();
  }
  response.end();
}

function joined(frames: readonly Frame[]): Buffer {
  return Buffer.concat(frames.map(({ bytes }) => bytes));
}

function sendFailure(
  response: ServerResponse,
  protocol: VendorProtocol,
  behaviour: VendorMisbehaviour | 'none',
  apiKey: string,
): boolean {
  if (behaviour.startsWith('rate-limited:')) {
    response.setHeader('retry-after', behaviour.slice('rate-limited:'.length));
    refuse(response, protocol, 429, 'Too many requests.');
    return true;
  }
  switch (behaviour) {
    case 'hang':
      return true;
    case 'html-page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      return true;
    case 'json-body':
      sendJson(response, 200, { text: 'not a stream' });
      return true;
    case 'unauthorized':
      refuse(response, protocol, 401, `Wrong key ${apiKey}.`);
      return true;
    case 'bad-request':
      refuse(response, protocol, 400, `The model is not known. Your key: ${apiKey}`);
      return true;
    case 'server-error':
      refuse(response, protocol, 500, `Broken. Your key: ${apiKey}`);
      return true;
    default:
      return false;
  }
}

function refuse(response: ServerResponse, protocol: VendorProtocol, status: number, message: string): void {
  sendJson(response, status, protocol.error(status, message));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
