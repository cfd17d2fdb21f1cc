const MiB = 1024 * 1024;

/** Bounds that keep one file from taking the machine. All sizes in bytes unless named otherwise. */
export const parseLimits = {
  /** Largest file read at all. */
  maxFileBytes: 512 * MiB,
  /** Largest file of a text format: it is decoded into memory as a whole. */
  maxTextFileBytes: 64 * MiB,
  maxPages: 20_000,
  maxBlocks: 500_000,
  /** Characters of text over all blocks. */
  maxTextChars: 100_000_000,
  /** A longer block is split at a space, so that no chunk or screen meets an endless one. */
  maxBlockChars: 16_000,
  /** Nested HTML elements; browsers stop at 512. */
  maxHtmlDepth: 2000,
  /** Warnings kept; the rest are counted. */
  maxWarnings: 20,
  zip: {
    maxEntries: 20_000,
    maxEntryBytes: 128 * MiB,
    maxTotalBytes: 512 * MiB,
    /** Uncompressed over compressed size; office XML reaches about 20, a bomb 1,000. */
    maxRatio: 200,
    /** Entries below this size are never judged by their ratio. */
    ratioFloorBytes: 4 * MiB,
  },
} as const;
