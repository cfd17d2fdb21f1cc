import { z } from 'zod';

/**
 * A function of the sandbox, made before the code runs, that writes anything thrown as JSON. It may be handed proxies and
 * getters that throw or loop: the time limit holds for it too, and its own failure is told as an unknown error.
 */
export const describeThrown = `((stringify, String, Error) => (thrown) => {
  try {
    if (thrown instanceof Error) {
      const { name, message, stack } = thrown;
      return stringify({ name: String(name), message: String(message), stack: String(stack) });
    }
    const text = typeof thrown === 'object' ? stringify(thrown) : String(thrown);
    return stringify({ name: '', message: 'threw ' + text, stack: '' });
  } catch {
    return '{"name":"","message":"threw something that cannot be shown","stack":""}';
  }
})(JSON.stringify, String, Error)`;

const descriptionSchema = z.object({ name: z.string(), message: z.string(), stack: z.string() });
const maxMessageChars = 300;

export interface Description {
  message: string;
  /** 1-based line of the author's code; null when the stack does not say. */
  line: number | null;
  /** True when the code ran out of memory. */
  memory: boolean;
}

/** Reads what `describeThrown` wrote; null when even that failed, empty when no memory was left to write. */
export function readDescription(text: string | null): Description {
  if (text === null || text === '') {
    return { message: 'threw something that cannot be shown', line: null, memory: text === '' };
  }
  const { name, message, stack } = descriptionSchema.parse(JSON.parse(text));
  const line = /step\.js:(\d+)/.exec(stack)?.[1];
  const whole = name === '' ? message : `${name}: ${message}`;
  return {
    message: whole.length > maxMessageChars ? `${whole.slice(0, maxMessageChars)}…` : whole,
    line: line === undefined ? null : Number(line),
    memory: isOutOfMemory(name, message),
  };
}

/** QuickJS throws `null`, or an error without words, when there is no memory left to make one. */
function isOutOfMemory(name: string, message: string): boolean {
  if (name === 'InternalError') return message === 'out of memory' || message === '';
  return name === '' && message === 'threw null';
}
