/** Clients that ask without a pause and keep what was acknowledged to them. */
import { z } from 'zod';
import { apiKey } from '../product.ts';
import { wordsOf } from '../product-api.ts';

export interface Acknowledged {
  requestId: string;
  streamed: boolean;
  /** Tokens the answer itself told. */
  inputTokens: number;
  outputTokens: number;
}

export interface Load {
  acknowledged: Acknowledged[];
  /** Requests without a whole answer: refused, cut, failed. Their rows may be in the log or not. */
  unacknowledged(): number;
  /** Stops asking and waits for what is under way. */
  stop(): Promise<void>;
}

const requestLimitMs = 60_000;
/** While a server is down its port refuses at once; asking it in a tight loop would only burn the processor. */
const pauseMs = 25;

const usageSchema = z.object({
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
});

/** A stream's usage comes in its last event before `[DONE]`; without `[DONE]` there was no end. */
function lastBody(text: string, stream: boolean): unknown {
  if (!stream) return JSON.parse(text);
  const events = text.trimEnd().split('\n\n');
  if (events.at(-1) !== 'data: [DONE]') throw new Error('The stream was cut.');
  return JSON.parse(events.at(-2)?.replace(/^data: /, '') ?? '');
}

async function askOnce(
  url: string,
  endpoint: string,
  question: string,
  stream: boolean,
): Promise<Acknowledged> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: endpoint,
      messages: [{ role: 'user', content: question }],
      ...(stream && { stream, stream_options: { include_usage: true } }),
    }),
    signal: AbortSignal.timeout(requestLimitMs),
  });
  const text = await response.text();
  const requestId = response.headers.get('x-slipway-request-id');
  if (response.status !== 200 || requestId === null) throw new Error(`${response.status} ${text}`);
  const { usage } = usageSchema.parse(lastBody(text, stream));
  return {
    requestId,
    streamed: stream,
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
  };
}

/** `clients` ask each server at once, every second one for streams. `random` chooses how long answers are. */
export function startLoad(
  urls: readonly string[],
  endpoint: string,
  clients: number,
  random: () => number,
): Load {
  const acknowledged: Acknowledged[] = [];
  let unacknowledged = 0;
  let stopped = false;
  const client = async (url: string, stream: boolean) => {
    while (!stopped) {
      try {
        acknowledged.push(await askOnce(url, endpoint, wordsOf(1 + Math.floor(random() * 60)), stream));
      } catch {
        unacknowledged += 1;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  };
  const all = urls.flatMap((url) =>
    Array.from({ length: clients }, (_, index) => client(url, index % 2 === 1)),
  );
  return {
    acknowledged,
    unacknowledged: () => unacknowledged,
    async stop() {
      stopped = true;
      await Promise.all(all);
    },
  };
}
