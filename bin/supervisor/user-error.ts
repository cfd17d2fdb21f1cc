/** A start that cannot go on, for a reason the person can do something about. Its message is all they see. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The system's error code (`ENOSPC`, `28P01`…) of an error or of what caused it. */
export function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}
