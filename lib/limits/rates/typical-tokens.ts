/** What answers of an endpoint usually cost, learnt from those this process gave. */

interface Typical {
  input: number;
  output: number;
}

/** For an endpoint that has not answered yet. */
const firstGuess: Typical = { input: 0, output: 500 };
/** Weight of the newest answer. */
const weight = 0.1;
const maxKept = 1000;
const typical = new Map<string, Typical>();

/**
 * Tokens a request will cost: the longer of its own text and what is usual there, since passages come on top of a question;
 * and the most it may be answered with, or what is usual when it does not say.
 */
export function estimateCost(endpoint: string, own: { input: number; maxOutput: number | null }): number {
  const usual = typical.get(endpoint) ?? firstGuess;
  return Math.ceil(Math.max(own.input, usual.input) + (own.maxOutput ?? usual.output));
}

export function learnTypical(endpoint: string, { input, output }: Typical): void {
  const known = typical.get(endpoint);
  if (known === undefined) {
    if (typical.size >= maxKept) typical.clear();
    typical.set(endpoint, { input, output });
    return;
  }
  known.input += weight * (input - known.input);
  known.output += weight * (output - known.output);
}
