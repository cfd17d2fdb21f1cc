import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getDocument, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ParseError } from '../errors.ts';

const packageFolder = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));

/**
 * Opens a PDF for reading its text: no worker of pdf.js's own (the parser's thread is one already), no
 * fonts loaded, no images decoded, no network. Throws `encrypted`, `truncated`, `empty` or `malformed`.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const task = getDocument({
    // pdf.js takes the buffer over, and refuses Node's Buffer.
    data: new Uint8Array(bytes),
    verbosity: 0,
    fontExtraProperties: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    stopAtErrors: false,
    enableXfa: false,
    cMapUrl: join(packageFolder, 'cmaps/'),
    standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages < 1) throw new ParseError('empty', 'This PDF has no pages.');
    return task;
  } catch (error) {
    await task.destroy();
    throw openError(error, bytes);
  }
}

function openError(error: unknown, bytes: Uint8Array): ParseError {
  if (error instanceof ParseError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return new ParseError(
      'encrypted',
      'This PDF is protected with a password. Save a copy without one and upload that.',
      { cause: error },
    );
  }
  if (!hasEnd(bytes)) {
    return new ParseError('truncated', 'The end of this PDF is missing. Upload it again from the original.', {
      cause: error,
    });
  }
  if (/page/i.test(error instanceof Error ? error.message : '')) {
    return new ParseError('empty', 'This PDF has no pages that can be read.', { cause: error });
  }
  return new ParseError('malformed', 'This PDF is damaged and cannot be opened. Export it again.', {
    cause: error,
  });
}

/** A PDF ends with a marker; without it something was cut off. */
export function hasEnd(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-2048)).includes('%%EOF');
}
