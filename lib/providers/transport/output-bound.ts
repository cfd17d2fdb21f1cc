import { ProviderError } from '../contract.ts';

/** A model that never stops would fill memory before its time-out; no answer a person reads is this long. */
const maxOutputChars = 1_000_000;

/** Counts what a model writes, thoughts and arguments of tools included. Throws `bad_response` when it is too much. */
export function createOutputBound(provider: string): (written: string) => void {
  let size = 0;
  return (written) => {
    size += written.length;
    if (size <= maxOutputChars) return;
    throw new ProviderError(
      'bad_response',
      `The provider "${provider}" sent more than ${maxOutputChars.toLocaleString('en')} characters and was stopped.`,
      { provider },
    );
  };
}
