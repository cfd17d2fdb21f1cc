import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Caller } from '../access/index.ts';
import { findOriginal, type OriginalFile } from './read-document.ts';

/**
 * The original as an HTTP response that no browser runs anything of: PDFs inline, all else as a download, sandboxed,
 * with its type nailed down. Answers byte ranges (RFC 9110, one range).
 */
export async function sendOriginal(caller: Caller, revisionId: string, request: Request): Promise<Response> {
  const file = await findOriginal(caller, revisionId);
  const headers = headersOf(file);
  const etag = `"${file.contentHash}"`;
  headers.set('etag', etag);
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const range = rangeOf(request, etag, file.byteSize);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.byteSize}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: file.byteSize - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range !== null) headers.set('content-range', `bytes ${start}-${end}/${file.byteSize}`);
  const body = file.byteSize === 0 ? null : streamOf(file.path, start, end);
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

function streamOf(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
}

function headersOf(file: OriginalFile): Headers {
  const inline = file.mediaType === 'application/pdf';
  return new Headers({
    'content-type': inline ? 'application/pdf' : 'application/octet-stream',
    'content-disposition': `${inline ? 'inline' : 'attachment'}; ${fileNameOf(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, max-age=3600',
    'accept-ranges': 'bytes',
  });
}

/** The last part of the name, in plain ASCII and in UTF-8 (RFC 6266, RFC 8187). */
function fileNameOf(name: string): string {
  const base = name.split('/').at(-1) ?? name;
  const plain = base.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(base).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

interface ByteRange {
  start: number;
  /** Included. */
  end: number;
}

/** Null when the whole file is to be sent: no range asked for, several, or for another version of the file. */
function rangeOf(request: Request, etag: string, size: number): ByteRange | 'unsatisfiable' | null {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition !== etag) return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range')?.trim() ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
