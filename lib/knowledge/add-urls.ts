import { assertMayAt, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { fetchGuarded } from '../platform/fetch-guarded.ts';
import { log } from '../platform/log.ts';
import { nameOfUrl } from './document-name.ts';
import type { AddUrls, UploadOutcome } from './schemas.ts';
import { type KnowledgeRow, requireKnowledge } from './store.ts';
import { receiveBytes } from './upload/receive-bytes.ts';
import { registerUpload } from './upload/register-upload.ts';

const maxPageBytes = 50 * 1024 * 1024;
const pageTimeoutMs = 30_000;
const atOnce = 4;

/**
 * Fetches web pages and files by address, each through the egress guard, and takes them in like uploads.
 * @returns one outcome for each address, in the order given.
 */
export async function addUrls(
  caller: Caller,
  name: string,
  input: AddUrls,
  signal: AbortSignal,
): Promise<UploadOutcome[]> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const outcomes: UploadOutcome[] = [];
  const waiting = [...input.urls.entries()];
  const runners = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, url] = next;
      outcomes[place] = await takeUrl(caller, knowledge, url, signal);
    }
  });
  await Promise.all(runners);
  return outcomes;
}

async function takeUrl(
  caller: Caller,
  knowledge: KnowledgeRow,
  address: string,
  signal: AbortSignal,
): Promise<UploadOutcome> {
  try {
    if (!URL.canParse(address))
      throw new AppError('invalid', 'This is not an address; it must start with https://.');
    const url = new URL(address);
    url.hash = '';
    const within = AbortSignal.any([signal, AbortSignal.timeout(pageTimeoutMs)]);
    const response = await fetchGuarded(url, { maxBytes: maxPageBytes, signal: within });
    try {
      const file = await receiveBytes(knowledge.id, response.body, maxPageBytes);
      return await registerUpload(caller, knowledge, file, {
        name: nameOfUrl(url),
        mediaType: response.mediaType ?? 'application/octet-stream',
        sourceUrl: url.href,
      });
    } finally {
      await response.close();
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw error;
    if (!(error instanceof AppError)) log.info('a page could not be fetched', { error });
    return { documentId: null, name: address, outcome: 'rejected', error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `The page did not arrive within ${pageTimeoutMs / 1000} seconds.`;
  }
  return 'The page could not be read. Try again later.';
}
