/**
 * An OpenAI-compatible provider in a process of its own that costs as little as it can: every byte is made beforehand.
 * The model `short` answers at once, in one piece or as the events of one write; `paced` streams 64 chunks, 5 ms apart.
 */
import { createServer, type ServerResponse } from 'node:http';
import { chunkEveryMs, chunkTexts, shortText, usage } from './mock-text.ts';
import { listenAndTell } from './tell-port.ts';

const identity = { id: 'chatcmpl-mock', created: 1_700_000_000, model: 'mock' };

function chunk(delta: object, finish: string | null, more: object = {}): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...identity, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
}

const usageChunk = `data: ${JSON.stringify({ ...identity, object: 'chat.completion.chunk', choices: [], usage })}\n\n`;
const end = Buffer.from(`${chunk({}, 'stop')}${usageChunk}data: [DONE]\n\n`);
const pacedChunks = chunkTexts.map((content) => Buffer.from(chunk({ role: 'assistant', content }, null)));
const shortStream = Buffer.concat([Buffer.from(chunk({ role: 'assistant', content: shortText }, null)), end]);
const message = { role: 'assistant', content: shortText, refusal: null };
const shortBody = Buffer.from(
  JSON.stringify({
    ...identity,
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
    usage,
  }),
);
const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' };

function sendPaced(response: ServerResponse): void {
  response.writeHead(200, eventStream);
  let next = 0;
  const send = () => {
    response.write(pacedChunks[next++]);
    if (next < pacedChunks.length) return;
    clearInterval(timer);
    response.end(end);
  };
  const timer = setInterval(send, chunkEveryMs);
  response.on('close', () => clearInterval(timer));
  send();
}

function answer(response: ServerResponse, { model, stream }: { model: string; stream?: boolean }): void {
  if (model === 'paced') sendPaced(response);
  else if (stream) response.writeHead(200, eventStream).end(shortStream);
  else {
    const headers = { 'content-type': 'application/json', 'content-length': shortBody.length };
    response.writeHead(200, headers).end(shortBody);
  }
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => answer(response, JSON.parse(Buffer.concat(parts).toString())));
});
listenAndTell(server);
