import { assertMay, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { safeDocumentName } from './document-name.ts';
import { type UploadOutcome, uploadLimits } from './schemas.ts';
import { requireKnowledge } from './store.ts';
import { type IncomingFile, readMultipart } from './upload/read-multipart.ts';
import { receiveBytes } from './upload/receive-bytes.ts';
import { registerUpload } from './upload/register-upload.ts';

const unknownMediaType = 'application/octet-stream';

/**
 * Takes the files of a multipart request into a knowledge base and queues them. Each file is registered as soon as it
 * has arrived, so an upload that breaks off keeps the files before the break; sending all again is harmless.
 * @returns one outcome for each file, in the order sent.
 */
export async function addDocuments(caller: Caller, name: string, request: Request): Promise<UploadOutcome[]> {
  assertMay(caller, 'knowledge.write');
  const knowledge = await requireKnowledge(name);
  const outcomes: UploadOutcome[] = [];
  const { tooMany } = await readMultipart(request, uploadLimits.maxFiles, async (incoming) => {
    outcomes.push(await takeFile(caller, knowledge, incoming));
  });
  if (tooMany) {
    const error = `More than ${uploadLimits.maxFiles} files were sent at once; the rest was not read. Send them separately.`;
    outcomes.push({ documentId: null, name: '…', outcome: 'rejected', error });
  }
  if (outcomes.length === 0) throw new AppError('invalid', 'The request holds no file.');
  return outcomes;
}

async function takeFile(
  caller: Caller,
  knowledge: Awaited<ReturnType<typeof requireKnowledge>>,
  incoming: IncomingFile,
): Promise<UploadOutcome> {
  const name = safeDocumentName(incoming.name);
  try {
    const file = await receiveBytes(knowledge.id, incoming.stream, uploadLimits.maxFileBytes);
    const mediaType = incoming.declaredMediaType ?? unknownMediaType;
    return await registerUpload(caller, knowledge, file, { name, mediaType, sourceUrl: null });
  } catch (error) {
    // One file's trouble is its own; a knowledge base that is gone or a broken connection ends the whole upload.
    if (!(error instanceof AppError) || error.code === 'not_found') throw error;
    return { documentId: null, name, outcome: 'rejected', error: error.message };
  }
}
