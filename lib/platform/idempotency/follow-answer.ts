/** What became of an answer on its way out. */
export type AnswerEnd =
  | { kind: 'whole'; body: Buffer }
  /** Whole, but larger than the limit. */
  | { kind: 'too-large' }
  /** The reader left, or the source failed. */
  | { kind: 'broken' };

/**
 * Passes an answer on as it comes and collects it. `settle` is awaited before the reader hears of the end: who has seen an
 * answer whole can rely on it being settled.
 */
export function followAnswer(
  response: Response,
  limit: number,
  settle: (end: AnswerEnd) => Promise<void>,
): Response {
  if (response.body === null) throw new Error('An answer without a body has no end to wait for.');
  const reader = response.body.getReader();
  let parts: Uint8Array[] | null = [];
  let size = 0;
  let settled = false;
  // Leaving ends a read that is under way as if the source had ended: only the first end counts.
  const settleOnce = async (end: AnswerEnd) => {
    if (settled) return;
    settled = true;
    await settle(end);
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          await settleOnce(
            parts === null ? { kind: 'too-large' } : { kind: 'whole', body: Buffer.concat(parts) },
          );
          controller.close();
          return;
        }
        size += value.byteLength;
        if (size > limit) parts = null;
        parts?.push(value);
        controller.enqueue(value);
      } catch (error) {
        await settleOnce({ kind: 'broken' });
        controller.error(error);
      }
    },
    async cancel(reason) {
      const settling = settleOnce({ kind: 'broken' });
      await reader.cancel(reason);
      await settling;
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
