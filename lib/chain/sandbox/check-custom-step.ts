import { sharedSandbox } from './sandbox-pool.ts';

const limits = { timeoutMs: 100, memoryMb: 16 };

/**
 * Why the code of a custom step cannot work; null when it loads and its default export is a function. The module is
 * loaded in the sandbox, as every call does; the function is not called.
 */
export async function checkCustomStep(code: string): Promise<string | null> {
  const outcome = await sharedSandbox().run({ code, input: null, ...limits });
  if (outcome.ok) return null;
  return outcome.line === null ? outcome.message : `Line ${outcome.line}: ${outcome.message}`;
}
