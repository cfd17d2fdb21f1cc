/** Why a document could not be parsed. Stable: stored with the document and matched in tests. */
export type ParseErrorCode =
  | 'empty'
  | 'encrypted'
  | 'truncated'
  | 'too_large'
  | 'unsupported'
  | 'malformed'
  | 'no_text'
  | 'unreadable'
  | 'zip_bomb'
  | 'external_entity'
  | 'timeout'
  | 'out_of_memory'
  | 'cancelled';

/** The one error parsing ends with. Its message is written for the person who uploaded the file. */
export class ParseError extends Error {
  readonly code: ParseErrorCode;

  constructor(code: ParseErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ParseError';
    this.code = code;
  }
}

/** Turns whatever a library threw into a `ParseError`; `what` names the format, e.g. "PDF". */
export function toParseError(error: unknown, what: string): ParseError {
  if (error instanceof ParseError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new ParseError('malformed', `This ${what} file is nested too deeply to be read.`, {
      cause: error,
    });
  }
  return new ParseError(
    'malformed',
    `This ${what} file is damaged or not what its content claims to be. Open it in its own program, save it again and upload that copy.`,
    { cause: error },
  );
}

/** Stops the work when the caller has given up. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ParseError('cancelled', 'Parsing was cancelled.');
}
