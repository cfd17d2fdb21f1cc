/** pdf.js with its worker, from our own server alone. Import this file lazily: it is large. */
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

export { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';

GlobalWorkerOptions.workerSrc = new URL(
  'pdfjs-dist/legacy/build/pdf.worker.min.mjs',
  import.meta.url,
).toString();

function assets(folder: string): string {
  return new URL(`/api/pdf-assets/${folder}/`, window.location.origin).href;
}

/** Opens a PDF by ranges: the first pages show before the whole file has arrived. */
export function openPdf(path: string): PDFDocumentLoadingTask {
  return getDocument({
    url: new URL(path, window.location.origin).href,
    cMapUrl: assets('cmaps'),
    standardFontDataUrl: assets('standard_fonts'),
    iccUrl: assets('iccs'),
    wasmUrl: assets('wasm'),
    // The fonts every PDF may count on come with pdf.js; the reader's own have other widths.
    useSystemFonts: false,
    enableXfa: false,
    disableAutoFetch: true,
    rangeChunkSize: 256 * 1024,
    verbosity: 0,
  });
}
