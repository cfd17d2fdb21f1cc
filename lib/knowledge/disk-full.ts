const codes = new Set(['ENOSPC', 'EDQUOT']);

/** True when an error, or what caused it, is a full disk; LanceDB tells it only in its message. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true;
  return /no space left on device|disk quota exceeded/i.test(error.message) || isDiskFull(error.cause);
}
