/** Content chunks of an OpenAI stream as they arrive. */

export interface StreamReader {
  take(part: Buffer): void;
  /** When each chunk with content arrived, by `performance.now()`. */
  readonly arrivals: number[];
  readonly text: string;
  readonly ended: boolean;
}

interface Chunk {
  choices?: { delta?: { content?: string | null } }[];
}

export function createStreamReader(): StreamReader {
  const arrivals: number[] = [];
  let rest = '';
  let text = '';
  let ended = false;
  const takeEvent = (event: string, now: number) => {
    if (!event.startsWith('data: ')) return;
    const data = event.slice('data: '.length);
    if (data === '[DONE]') {
      ended = true;
      return;
    }
    const content = (JSON.parse(data) as Chunk).choices?.[0]?.delta?.content;
    if (!content) return;
    arrivals.push(now);
    text += content;
  };
  return {
    arrivals,
    get text() {
      return text;
    },
    get ended() {
      return ended;
    },
    take(part) {
      const now = performance.now();
      const events = (rest + part.toString('utf8')).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) takeEvent(event.trim(), now);
    },
  };
}
