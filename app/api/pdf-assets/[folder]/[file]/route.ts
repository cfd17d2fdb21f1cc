import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { pdfAssetFolders, sendPdfAsset } from '#lib/knowledge/index.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read a font or table of the PDF viewer',
  params: z.object({ folder: z.enum(pdfAssetFolders), file: z.string().max(100) }),
  handle: ({ caller, params: { folder, file } }) => sendPdfAsset(caller, folder, file),
});
