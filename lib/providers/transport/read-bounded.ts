import { ProviderError } from '../contract.ts';
import { type ErrorContext, streamCut } from './provider-errors.ts';

/** More than any answer a person reads, with what servers wrap around it. */
const maxBytes = 4 * 1024 * 1024;

/**
 * The whole body as text. Throws `bad_response` when it is too large, and `stream_cut` when the connection breaks while it
 * arrives: the provider was reached.
 */
export async function readBounded(response: Response, context: ErrorContext): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks).toString('utf8');
      size += value.byteLength;
      if (size > maxBytes) throw tooLarge(context);
      chunks.push(value);
    }
  } catch (error) {
    throw error instanceof ProviderError ? error : streamCut(context.provider, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function tooLarge({ provider }: ErrorContext): ProviderError {
  return new ProviderError(
    'bad_response',
    `The provider "${provider}" sent more than ${maxBytes / 1024 / 1024} MB and was stopped.`,
    { provider },
  );
}
