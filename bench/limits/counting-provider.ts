/** A provider that keeps account of what it reported, by the number in each question. Breaks some streams off, as providers do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

export interface Reported {
  input: number;
  output: number;
}

export interface CountingProvider {
  url: string;
  /** By the question's number; a call that never got its usage is not there. */
  reported: Map<number, Reported>;
  stop(): Promise<void>;
}

const bodySchema = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const words = 'a snapshot is what an index held at one moment and keeps for good'.split(' ');

/** One stream in `cutEvery` is broken off before its usage. */
export async function startCountingProvider(cutEvery: number): Promise<CountingProvider> {
  const reported = new Map<number, Reported>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { messages } = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const number = Number(/call (\d+)/.exec(messages.at(-1)?.content ?? '')?.[1] ?? Number.NaN);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (part: object) =>
      response.write(
        `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', ...part })}\n\n`,
      );
    const length = 1 + Math.floor(Math.random() * 12);
    for (let index = 0; index < length; index++) {
      if (Math.random() < 1 / cutEvery / length) return void request.socket.resetAndDestroy();
      send({
        choices: [{ index: 0, delta: { content: `${words[index % words.length]} ` }, finish_reason: null }],
      });
      await new Promise(setImmediate);
      if (response.destroyed) return;
    }
    const usage = { input: 5 + (number % 17), output: length };
    send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    reported.set(number, usage);
    send({
      choices: [],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      },
    });
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    reported,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
