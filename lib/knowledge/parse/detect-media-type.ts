import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { decodeText } from './decode-text.ts';
import { ParseError, toParseError } from './errors.ts';
import { mediaTypes, type SupportedMediaType, sniffTextType } from './sniff-text-type.ts';
import { listZip } from './zip/read-zip.ts';

/** Enough of a text to tell what it is. */
const sniffedBytes = 256 * 1024;

/**
 * What a file is: by its content first, then by its extension, then by what the sender declared.
 * Throws `ParseError` `empty`, `encrypted`, `truncated` or `unsupported`, each naming what the file is.
 */
export async function detectMediaType(
  bytes: Uint8Array,
  name: string,
  declaredMediaType?: string,
): Promise<SupportedMediaType> {
  if (bytes.length === 0) throw new ParseError('empty', 'This file is empty (0 bytes).');
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return mediaTypes.pdf;
  if (startsWith(bytes, [0x50, 0x4b])) return zipType(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw compoundFileError(bytes);
  if (!hasTextMark(bytes)) await rejectKnownBinary(bytes);
  return textType(bytes, name, declaredMediaType);
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function hasTextMark(bytes: Uint8Array): boolean {
  return [
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
  ].some((mark) => startsWith(bytes, mark));
}

async function zipType(bytes: Uint8Array): Promise<SupportedMediaType> {
  let names: Set<string>;
  try {
    names = new Set((await listZip(bytes)).map((entry) => entry.name));
  } catch (error) {
    throw toParseError(error, 'ZIP-based');
  }
  if (names.has('word/document.xml') || names.has('word/document2.xml')) return mediaTypes.docx;
  if (names.has('ppt/presentation.xml')) return mediaTypes.pptx;
  if (names.has('xl/workbook.xml')) return mediaTypes.xlsx;
  if (names.has('META-INF/container.xml')) return mediaTypes.epub;
  throw new ParseError(
    'unsupported',
    'This is a ZIP archive, not a document. Unpack it and upload the files inside.',
  );
}

/** Old binary Office files and encrypted new ones share one container. */
function compoundFileError(bytes: Uint8Array): ParseError {
  if (Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new ParseError(
      'encrypted',
      'This Office document is protected with a password. Save a copy without one and upload that.',
    );
  }
  return new ParseError(
    'unsupported',
    'This is an old binary Office file (.doc, .xls or .ppt). Save it as .docx, .xlsx, .pptx or PDF and upload that.',
  );
}

async function rejectKnownBinary(bytes: Uint8Array): Promise<void> {
  const known = await fileTypeFromBuffer(bytes.subarray(0, 64 * 1024)).catch(() => undefined);
  if (known === undefined || /^text\/|xml|json|calendar|subrip/.test(known.mime)) return;
  // Short magic numbers also match text that merely begins with the same letters.
  if (binaryShare(bytes) < 0.01 && known.mime !== 'application/rtf') return;
  throw new ParseError(
    'unsupported',
    `This is a ${known.ext.toUpperCase()} file (${known.mime}), which holds no text Slipway can read. Upload PDF, DOCX, PPTX, XLSX, HTML, Markdown, text, CSV, JSON, JSONL or EPUB.`,
  );
}

function textType(bytes: Uint8Array, name: string, declared: string | undefined): SupportedMediaType {
  const extension = extname(name).toLowerCase();
  const { text, encoding } = decodeText(bytes.subarray(0, sniffedBytes));
  const wide = encoding.startsWith('utf-16');
  if (!wide && binaryShare(bytes) > 0.1) {
    throw new ParseError(
      'unsupported',
      `This file${extension === '' ? '' : ` (${extension})`} is binary data of an unknown kind. Upload PDF, DOCX, PPTX, XLSX, HTML, Markdown, text, CSV, JSON, JSONL or EPUB.`,
    );
  }
  return sniffTextType(text.replaceAll('\0', ''), {
    extension,
    declared,
    complete: bytes.length <= sniffedBytes,
  });
}

/** Share of bytes that no text has: controls other than white space and escape; NUL counts half. */
function binaryShare(bytes: Uint8Array): number {
  const sample = bytes.subarray(0, 64 * 1024);
  let odd = 0;
  for (const byte of sample) {
    if (byte === 0) odd += 0.5;
    else if (byte < 0x20 && byte !== 0x1b && (byte < 0x09 || byte > 0x0d)) odd += 1;
  }
  return odd / sample.length;
}
