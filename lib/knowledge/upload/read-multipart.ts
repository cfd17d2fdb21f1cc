import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { AppError } from '../../platform/errors.ts';

export interface IncomingFile {
  /** As the sender named it: untrusted. */
  name: string;
  declaredMediaType: string | null;
  stream: AsyncIterable<Uint8Array>;
}

/**
 * Hands the files of a multipart body to `receive` one after another, as they arrive; nothing is held in memory.
 * Files after the first `maxFiles` are not read; the result says whether there were any.
 * @throws AppError `unsupported_media_type` or `invalid` when the body is not multipart or ends early.
 */
export async function readMultipart(
  request: Request,
  maxFiles: number,
  receive: (file: IncomingFile) => Promise<void>,
): Promise<{ tooMany: boolean }> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data') || request.body === null) {
    throw new AppError(
      'unsupported_media_type',
      'Send files as multipart/form-data, or addresses as JSON {"urls": […]}.',
    );
  }
  const parser = openParser(type, maxFiles);
  const body = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  let tooMany = false;
  let queue: Promise<void> = Promise.resolve();
  const done = new Promise<void>((resolve, reject) => {
    parser.on('file', (_field, stream, info) => {
      const file = {
        name: info.filename ?? '',
        declaredMediaType: info.mimeType ?? null,
        // A receiver that gives up must not destroy the stream: busboy would wait for it for ever.
        stream: stream.iterator({ destroyOnReturn: false }),
      };
      // Only one file flows at a time: busboy waits for its stream to be read.
      queue = queue.then(() => receive(file)).finally(() => stream.resume());
      queue.catch(reject);
    });
    parser.on('filesLimit', () => {
      tooMany = true;
    });
    parser.on('error', reject);
    parser.on('close', resolve);
    body.on('error', reject);
    body.on('close', () => {
      if (!body.readableEnded) reject(new Error('aborted'));
    });
    body.pipe(parser);
  });
  try {
    await done;
    await queue;
  } catch (error) {
    body.unpipe(parser);
    body.destroy();
    parser.destroy();
    await queue.catch(() => undefined);
    throw error instanceof AppError ? error : cutOff(error);
  }
  return { tooMany };
}

function openParser(contentType: string, maxFiles: number): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      defParamCharset: 'utf8',
      limits: { files: maxFiles, fields: 20, fieldSize: 10_000, headerPairs: 50 },
    });
  } catch (error) {
    throw new AppError('invalid', 'The multipart body has no boundary.', { cause: error });
  }
}

function cutOff(cause: unknown): AppError {
  return new AppError('invalid', 'The upload ended before it was complete. Send it again.', { cause });
}
