import { assertMayAt, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { safeDocumentName } from './document-name.ts';
import { type UploadOutcome, uploadLimits } from './schemas.ts';
import { type KnowledgeRow, requireKnowledge } from './store.ts';
import { type IncomingFile, readMultipart } from './upload/read-multipart.ts';
import { receiveBytes } from './upload/receive-bytes.ts';
import { registerUpload } from './upload/register-upload.ts';

const unknownMediaType = 'application/octet-stream';

/** Files that are being registered while the next ones arrive. */
const registeredAtOnce = 4;

/**
 * Takes the files of a multipart request into a knowledge base and queues them. Each file is registered as soon as it
 * has arrived, so an upload that breaks off keeps the files before the break; sending all again is harmless.
 * @returns one outcome for each file, in the order sent.
 */
export async function addDocuments(caller: Caller, name: string, request: Request): Promise<UploadOutcome[]> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  const upload = new Upload(caller, knowledge);
  const { tooMany } = await readMultipart(request, uploadLimits.maxFiles, (file) =>
    upload.take(file),
  ).finally(() => upload.settled());
  const outcomes = await upload.outcomes();
  if (tooMany) {
    const error = `More than ${uploadLimits.maxFiles} files were sent at once; the rest was not read. Send them separately.`;
    outcomes.push({ documentId: null, name: '…', outcome: 'rejected', error });
  }
  if (outcomes.length === 0) throw new AppError('invalid', 'The request holds no file.');
  return outcomes;
}

/** Receives files one by one and registers several at once, those of one name in the order sent. */
class Upload {
  readonly #caller: Caller;
  readonly #knowledge: KnowledgeRow;
  readonly #results: Promise<UploadOutcome>[] = [];
  readonly #running = new Set<Promise<unknown>>();
  readonly #lastOfName = new Map<string, Promise<unknown>>();

  constructor(caller: Caller, knowledge: KnowledgeRow) {
    this.#caller = caller;
    this.#knowledge = knowledge;
  }

  /** Resolves when the file has arrived and there is room for the next. */
  async take(incoming: IncomingFile): Promise<void> {
    const name = safeDocumentName(incoming.name);
    const mediaType = incoming.declaredMediaType ?? unknownMediaType;
    try {
      const file = await receiveBytes(this.#knowledge.id, incoming.stream, uploadLimits.maxFileBytes);
      this.#start(name, () =>
        registerUpload(this.#caller, this.#knowledge, file, { name, mediaType, sourceUrl: null }),
      );
    } catch (error) {
      this.#results.push(Promise.resolve(rejection(name, error)));
    }
    if (this.#running.size >= registeredAtOnce) await Promise.race(this.#running);
  }

  outcomes(): Promise<UploadOutcome[]> {
    return Promise.all(this.#results);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#results);
  }

  #start(name: string, register: () => Promise<UploadOutcome>): void {
    const before = this.#lastOfName.get(name) ?? Promise.resolve();
    const result = before.then(register).catch((error: unknown) => rejection(name, error));
    const ended: Promise<void> = result.then(
      () => void this.#running.delete(ended),
      () => void this.#running.delete(ended),
    );
    this.#running.add(ended);
    this.#lastOfName.set(name, ended);
    this.#results.push(result);
  }
}

/** One file's trouble is its own; a knowledge base that is gone or a broken connection ends the whole upload. */
function rejection(name: string, error: unknown): UploadOutcome {
  if (!(error instanceof AppError) || error.code === 'not_found') throw error;
  return { documentId: null, name, outcome: 'rejected', error: error.message };
}
