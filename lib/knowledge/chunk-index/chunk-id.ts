import { v5 } from 'uuid';

/**
 * Id of the chunk at `ordinal` of a revision: the same every time, so that work repeated after a crash makes
 * the same rows.
 * @param revisionId UUID.
 * @param generation index generation, since chunking may differ between two.
 */
export function chunkIdOf(revisionId: string, generation: number, ordinal: number): string {
  return v5(`${generation}/${ordinal}`, revisionId);
}
