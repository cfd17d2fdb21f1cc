import { expect, test } from 'vitest';
import { type IncomingFile, readMultipart } from './read-multipart.ts';

function requestOf(files: Record<string, string>): Request {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name), name);
  return new Request('http://localhost/', { method: 'POST', body: form });
}

async function textOf(file: IncomingFile): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of file.stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** A body that comes in small pieces, as over a network. */
async function inPieces(request: Request, size: number, cutAt = Number.POSITIVE_INFINITY): Promise<Request> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer());
  const end = Math.min(bytes.length, cutAt);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= end) return controller.close();
      controller.enqueue(bytes.slice(at, Math.min(at + size, end)));
      at += size;
    },
  });
  return new Request('http://localhost/', {
    method: 'POST',
    headers: request.headers,
    body,
    duplex: 'half',
  } as RequestInit);
}

const large = 'x'.repeat(1_000_000);

test('files come one after another, with their names as sent', async () => {
  const seen: [string, number][] = [];
  const request = await inPieces(requestOf({ 'dir/a.txt': large, 'مرحبا 📘.md': 'hello' }), 10_000);
  const { tooMany } = await readMultipart(request, 10, async (file) => {
    seen.push([file.name, (await textOf(file)).length]);
  });
  expect(seen).toEqual([
    ['dir/a.txt', 1_000_000],
    ['مرحبا 📘.md', 5],
  ]);
  expect(tooMany).toBe(false);
});

test.each([10_000, 5_000_000])(
  'a file that is given up half way does not hold up the next (pieces of %i)',
  async (size) => {
    const seen: string[] = [];
    await readMultipart(
      await inPieces(requestOf({ 'a.txt': large, 'b.txt': 'second' }), size),
      10,
      async (file) => {
        if (file.name === 'a.txt') {
          for await (const _part of file.stream) break;
        } else seen.push(await textOf(file));
      },
    );
    expect(seen).toEqual(['second']);
  },
);

test('files after the limit are not read', async () => {
  const seen: string[] = [];
  const request = requestOf({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
  const { tooMany } = await readMultipart(request, 2, async (file) => {
    seen.push(await textOf(file));
  });
  expect(seen).toEqual(['a', 'b']);
  expect(tooMany).toBe(true);
});

test.each([100_000, 900_000])(
  'a body cut after %i bytes is an error for its file and for the whole',
  async (cutAt) => {
    const broken: unknown[] = [];
    const request = await inPieces(requestOf({ 'a.txt': large }), 10_000, cutAt);
    const reading = readMultipart(request, 10, async (file) => {
      await textOf(file).catch((error: unknown) => {
        broken.push(error);
        throw error;
      });
    });
    await expect(reading).rejects.toMatchObject({ code: 'invalid' });
    expect(broken).toHaveLength(1);
  },
);

test('without a boundary the body cannot be read', async () => {
  const request = new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'x',
  });
  await expect(readMultipart(request, 1, async () => undefined)).rejects.toMatchObject({ code: 'invalid' });
});
