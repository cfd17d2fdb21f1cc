import type { BlockWriter } from './block-writer.ts';

/** Pages, slides, sheets or chapters read so far. */
export interface ParseProgress {
  done: number;
  total: number;
}

export interface FormatContext {
  onProgress: ((progress: ParseProgress) => void) | undefined;
  signal: AbortSignal | undefined;
}

/** What each format implements: reads the bytes and writes blocks. */
export type ParseFormat = (
  bytes: Uint8Array,
  writer: BlockWriter,
  context: FormatContext,
) => void | Promise<void>;
