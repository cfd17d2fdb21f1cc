import { assertMayAt, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { safeDocumentName } from './document-name.ts';
import { type UploadOutcome, uploadLimits } from './schemas.ts';
import { requireKnowledge } from './store.ts';
import { receiveBytes } from './upload/receive-bytes.ts';
import { registerUpload } from './upload/register-upload.ts';

/** A text that becomes a document, or a new revision of the one with that name. */
export interface IncomingText {
  name: string;
  /** Markdown. */
  text: string;
  sourceUrl: string | null;
}

const atOnce = 4;

/**
 * Takes texts into a knowledge base and queues them, as uploaded files are. Names must differ from each other.
 * @returns one outcome for each text, in the order given.
 */
export async function addTexts(
  caller: Caller,
  knowledgeName: string,
  texts: readonly IncomingText[],
): Promise<UploadOutcome[]> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name: knowledgeName });
  const knowledge = await requireKnowledge(knowledgeName);
  const outcomes: UploadOutcome[] = [];
  const waiting = [...texts.entries()];
  const runners = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, { name: given, text, sourceUrl }] = next;
      const name = safeDocumentName(given);
      try {
        const bytes = new TextEncoder().encode(text);
        const file = await receiveBytes(knowledge.id, only(bytes), uploadLimits.maxFileBytes);
        const source = { name, mediaType: 'text/markdown', sourceUrl };
        outcomes[place] = await registerUpload(caller, knowledge, file, source);
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'not_found') throw error;
        outcomes[place] = { documentId: null, name, outcome: 'rejected', error: error.message };
      }
    }
  });
  await Promise.all(runners);
  return outcomes;
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
