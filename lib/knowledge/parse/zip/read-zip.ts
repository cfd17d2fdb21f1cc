/** Archives that documents are: the platform's guarded reader, with its refusals in a parser's words. */
import * as platform from '../../../platform/zip.ts';
import { ParseError, type ParseErrorCode } from '../errors.ts';
import { parseLimits } from '../limits.ts';

/** The files of an archive after every entry passed the guard; nothing is inflated. */
export function listZip(bytes: Uint8Array): Promise<platform.ZipEntry[]> {
  return asParsing(platform.listZip(bytes, parseLimits.zip));
}

/** Inflates the entries that `wanted` picks, keyed by name. */
export function readZip(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  return asParsing(platform.readZip(bytes, parseLimits.zip, wanted));
}

const refusals: Record<platform.ZipErrorCode, { code: ParseErrorCode; message: string }> = {
  encrypted: {
    code: 'encrypted',
    message: 'This file is protected with a password. Save a copy without one and upload that.',
  },
  bomb: {
    code: 'zip_bomb',
    message:
      'This file unpacks to far more data than a document holds, so it was not opened. If it is genuine, export it as PDF or split it.',
  },
  truncated: {
    code: 'truncated',
    message: 'The end of this file is missing. Upload it again from the original.',
  },
  path: {
    code: 'malformed',
    message: 'This file names parts outside of itself, as an attack would, so it was not opened.',
  },
  damaged: {
    code: 'malformed',
    message: 'This file is damaged: its parts cannot be unpacked. Save it again.',
  },
};

async function asParsing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof platform.ZipError)) throw error;
    const { code, message } = refusals[error.code];
    throw new ParseError(code, message, { cause: error });
  }
}
