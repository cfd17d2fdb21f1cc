import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMayOpenAny } from './assert-may-open.ts';

/** What pdf.js fetches beside a document: character maps, the standard fonts, colour profiles, image decoders. */
export const pdfAssetFolders = ['cmaps', 'standard_fonts', 'iccs', 'wasm'] as const;
export type PdfAssetFolder = (typeof pdfAssetFolders)[number];

const mediaTypes: Record<string, string> = {
  '.wasm': 'application/wasm',
  '.js': 'text/javascript; charset=utf-8',
};

/** A file of the pdf.js package, so that viewing a document needs no other server. @throws AppError `not_found` */
export async function sendPdfAsset(caller: Caller, folder: PdfAssetFolder, file: string): Promise<Response> {
  assertMayOpenAny(caller);
  if (!/^[A-Za-z0-9][\w.-]*$/.test(file)) throw notFound('That file');
  const root = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/pdfjs-dist');
  const bytes = await readFile(path.join(root, folder, file)).catch(() => null);
  if (bytes === null) throw notFound('That file');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaTypes[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'private, max-age=86400',
    },
  });
}
