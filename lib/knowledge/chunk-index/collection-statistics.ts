/** What ranking needs to know of the whole collection. */
export interface CollectionStatistics {
  /** Chunks in the table. */
  documents: number;
  /** Mean tokens of a chunk. */
  averageLength: number;
  /** Languages seen; null for chunks of unknown language. */
  languages: (string | null)[];
  /** Estimated number of chunks that hold a token. */
  documentFrequency(token: string): number;
  /** Robertson–Spärck Jones weight ln(1 + (N − df + ½) / (df + ½)), as in Lucene and LanceDB. */
  inverseDocumentFrequency(token: string): number;
}

/** A chunk as it is sampled. */
export interface SampledChunk {
  tokens: readonly string[];
  language: string | null;
}

/**
 * Estimates the statistics of a table from some of its rows; exact when the sample is the table.
 * A token seen c times in a sample of n is taken to stand in (c + ½)·N/n rows: common words, the ones that
 * matter, come out right, and an unseen one is rare without being infinitely so.
 */
export function collectionStatistics(
  sample: readonly SampledChunk[],
  documents: number,
): CollectionStatistics {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { tokens } of sample) {
    length += tokens.length;
    for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const isWhole = sample.length >= documents;
  const documentFrequency = (token: string): number => {
    const count = counts.get(token) ?? 0;
    return isWhole ? count : ((count + 0.5) * documents) / sample.length;
  };
  return {
    documents,
    averageLength: sample.length === 0 ? 1 : Math.max(1, length / sample.length),
    languages: [...new Set(sample.map(({ language }) => language))],
    documentFrequency,
    inverseDocumentFrequency(token) {
      const frequency = Math.min(documents, documentFrequency(token));
      return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
    },
  };
}
