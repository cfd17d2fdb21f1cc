/** What the mock provider answers, known to the load client, which checks it. */

/** Content chunks of every streamed answer. */
export const chunkCount = 64;
/** Between them when the model is `paced`, in milliseconds. */
export const chunkEveryMs = 5;

export const chunkTexts: readonly string[] = Array.from(
  { length: chunkCount },
  (_, index) => ` word${index}`,
);
/** One short answer, for measures in which the gateway's own work counts. */
export const shortText = 'A short answer, as fast as it can be given.';

export const usage = { prompt_tokens: 12, completion_tokens: 64, total_tokens: 76 };
