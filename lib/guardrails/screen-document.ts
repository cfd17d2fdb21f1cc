import { setImmediate } from 'node:timers/promises';
import { screenInjection } from '#lib/text/injection/screen-injection.ts';
import { excerptOf } from './find-signs.ts';
import type { GuardHit } from './schemas.ts';

/** As for questions: every signal that alone is an attempt reaches it. */
const threshold = 0.5;
/** Blocks are looked at in pieces of about this many characters, so that a sign is found wherever it stands. */
const pieceChars = 4000;
const maxHits = 20;

/** Instructions and hidden text in a document's blocks; what becomes of it is the knowledge base's setting. */
export async function screenDocument(
  blocks: readonly { text: string }[],
  action: 'flagged' | 'quarantined',
): Promise<GuardHit[]> {
  const hits: GuardHit[] = [];
  for (const piece of piecesOf(blocks)) {
    // A book takes seconds, and the process has others to serve.
    await setImmediate();
    if (screenInjection(piece.join('\n')).score < threshold) continue;
    for (const text of piece) {
      const { score, signals } = screenInjection(text);
      if (score < threshold || hits.length >= maxHits) continue;
      const kind = signals.join(', ');
      hits.push({ stage: 'ingestion', guard: 'injection', kind, action, count: 1, excerpt: excerptOf(text) });
    }
  }
  return hits;
}

function piecesOf(blocks: readonly { text: string }[]): string[][] {
  const pieces: string[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const { text } of blocks) {
    if (chars + text.length > pieceChars) {
      pieces.push([]);
      chars = 0;
    }
    pieces.at(-1)?.push(text);
    chars += text.length;
  }
  return pieces;
}
