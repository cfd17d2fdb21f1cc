/** Writing zip archives as a stream: memory holds one piece at a time, however large the archive. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ZipFile {
  /** Path inside of the archive. */
  name: string;
  content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  /** For what is compressed already. */
  stored?: boolean;
}

/** Pieces of the archive, in order. Files are read one after the other, when their turn comes. */
export async function* zipStream(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else if (chunk.length > 0) ready.push(chunk);
  });
  const take = () => {
    if (failure !== null) throw failure;
    const taken = ready;
    ready = [];
    return taken;
  };
  const encoder = new TextEncoder();
  for await (const { name, content, stored = false } of files) {
    const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    for await (const piece of content) {
      entry.push(typeof piece === 'string' ? encoder.encode(piece) : piece);
      yield* take();
    }
    entry.push(new Uint8Array(0), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
