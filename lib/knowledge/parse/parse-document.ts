import { readFile, stat } from 'node:fs/promises';
import type { ParsedDocument } from '../schemas.ts';
import { BlockWriter } from './block-writer.ts';
import { detectMediaType } from './detect-media-type.ts';
import { documentTitle } from './document-title.ts';
import { ParseError, throwIfCancelled, toParseError } from './errors.ts';
import type { ParseProgress } from './format-contract.ts';
import { formats } from './formats.ts';
import { languageOf } from './language.ts';
import { parseLimits } from './limits.ts';

export interface ParseInput {
  /** The file itself, or where it lies. */
  bytes: Uint8Array | { path: string };
  /** File name as uploaded; only its extension is used. */
  name: string;
  /** Content type the sender declared, if any. */
  declaredMediaType?: string;
  onProgress?: (progress: ParseProgress) => void;
  signal?: AbortSignal;
}

/**
 * Reads a document into blocks in reading order. Opens nothing but the given file, and never the network.
 * Every failure is a `ParseError`.
 */
export async function parseDocument(input: ParseInput): Promise<ParsedDocument> {
  throwIfCancelled(input.signal);
  const bytes = await readBytes(input.bytes);
  const mediaType = await detectMediaType(bytes, input.name, input.declaredMediaType);
  const format = formats[mediaType];
  if (format.isText && bytes.length > parseLimits.maxTextFileBytes)
    throw tooLarge(parseLimits.maxTextFileBytes);
  const writer = new BlockWriter();
  try {
    const parse = await format.load();
    await parse(bytes, writer, { onProgress: input.onProgress, signal: input.signal });
  } catch (error) {
    throw toParseError(error, format.label);
  }
  throwIfCancelled(input.signal);
  if (writer.blocks.length === 0) throw noText(writer.warnings);
  return {
    title: documentTitle(writer.metadataTitle, writer.blocks),
    language: languageOf(writer.blocks),
    mediaType,
    pages: writer.pages,
    blocks: writer.blocks,
    warnings: writer.warnings,
  };
}

async function readBytes(source: ParseInput['bytes']): Promise<Uint8Array> {
  if (source instanceof Uint8Array) {
    if (source.length > parseLimits.maxFileBytes) throw tooLarge(parseLimits.maxFileBytes);
    return source;
  }
  try {
    const { size } = await stat(source.path);
    if (size > parseLimits.maxFileBytes) throw tooLarge(parseLimits.maxFileBytes);
    return await readFile(source.path);
  } catch (error) {
    if (error instanceof ParseError) throw error;
    throw new ParseError('unreadable', 'The stored copy of this file cannot be read. Upload it again.', {
      cause: error,
    });
  }
}

function tooLarge(limit: number): ParseError {
  return new ParseError(
    'too_large',
    `This file is larger than ${Math.round(limit / 1024 / 1024)} MB. Split it into parts and upload those.`,
  );
}

function noText(warnings: readonly string[]): ParseError {
  const why = warnings[0] === undefined ? 'This file holds no text.' : warnings[0];
  return new ParseError('no_text', `${why} There is nothing to index.`);
}
