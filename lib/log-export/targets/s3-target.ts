import { open } from 'node:fs/promises';
import { AppError } from '../../platform/errors.ts';
import type { FileTarget } from './file-target.ts';
import { openS3, type S3Account, type S3Client } from './s3-request.ts';

/** Larger files go in parts of this size, so that one part is all that is in memory; S3 takes 10,000 of 5 MiB or more. */
const partBytes = 8 * 1024 * 1024;

/** A bucket. Storage shows an object when it is whole, so nothing needs to be renamed. */
export function openBucket(account: S3Account, client: S3Client = openS3(account)): FileTarget {
  const { prefix } = account.target;
  const keyOf = (path: string) => (prefix === '' ? path : `${prefix}/${path}`);
  return {
    async put(path, { file, bytes }, signal) {
      if (bytes > partBytes) return putInParts(client, keyOf(path), file, bytes, signal);
      await client.send({ method: 'PUT', key: keyOf(path), body: await readPart(file, 0, bytes), signal });
    },
    async putText(path, text, signal) {
      const body = new Uint8Array(Buffer.from(text));
      await client.send({ method: 'PUT', key: keyOf(path), body, signal });
    },
    async remove(path, signal) {
      await client.send({ method: 'DELETE', key: keyOf(path), signal });
    },
    close: client.close,
  };
}

async function putInParts(
  client: S3Client,
  key: string,
  file: string,
  bytes: number,
  signal: AbortSignal,
): Promise<void> {
  await abortLeftovers(client, key, signal);
  const begun = await client.send({ method: 'POST', key, query: { uploads: '' }, signal });
  const uploadId = tagOf(begun.text, 'UploadId');
  if (uploadId === null) throw new AppError('unavailable', 'The storage does not take uploads in parts.');
  try {
    const parts: string[] = [];
    for (let number = 1, start = 0; start < bytes; number++, start += partBytes) {
      const body = await readPart(file, start, Math.min(partBytes, bytes - start));
      const query = { partNumber: String(number), uploadId };
      const { etag } = await client.send({ method: 'PUT', key, query, body, signal });
      parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag ?? '')}</ETag></Part>`);
    }
    const list = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    const body = new Uint8Array(Buffer.from(list));
    await client.send({ method: 'POST', key, query: { uploadId }, body, signal });
  } catch (error) {
    // Parts of an upload that never ends cost money: a signal that aborted must not keep them.
    const cleaning = AbortSignal.timeout(30_000);
    await client
      .send({ method: 'DELETE', key, query: { uploadId }, signal: cleaning })
      .catch(() => undefined);
    throw error;
  }
}

/** What a killed run began for this file; one run at a time writes it. Storage that cannot list them keeps them. */
async function abortLeftovers(client: S3Client, key: string, signal: AbortSignal): Promise<void> {
  const listed = await client
    .send({ method: 'GET', key: '', query: { uploads: '', prefix: key }, signal })
    .catch((error: unknown) => {
      if (signal.aborted) throw error;
      return { text: '' };
    });
  for (const [upload] of listed.text.matchAll(/<Upload>.*?<\/Upload>/gs)) {
    const uploadId = tagOf(upload, 'UploadId');
    if (uploadId === null || tagOf(upload, 'Key') !== key) continue;
    await client.send({ method: 'DELETE', key, query: { uploadId }, signal });
  }
}

async function readPart(file: string, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(file, 'r');
  try {
    const part = new Uint8Array(length);
    const { bytesRead } = await handle.read(part, 0, length, start);
    if (bytesRead !== length) throw new Error('The file to upload became shorter.');
    return part;
  } finally {
    await handle.close();
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#34': '"',
};

function tagOf(xml: string, tag: string): string | null {
  const found = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  return found?.replaceAll(/&([a-z]+|#34);/g, (whole, name: string) => entities[name] ?? whole) ?? null;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
