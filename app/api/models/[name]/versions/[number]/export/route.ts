import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { exportVersion } from '#lib/registry/index.ts';
import { modelNameSchema, versionNumberSchema } from '#lib/registry/schemas.ts';

export const GET = route({
  permission: 'models.read',
  summary: 'Export a version',
  params: z.object({ name: modelNameSchema, number: versionNumberSchema }),
  handle: async ({ caller, params: { name, number }, requestId }) => {
    const { fileName, bytes } = await exportVersion(caller, name, number);
    return new Response(bytes, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
        'x-slipway-request-id': requestId,
      },
    });
  },
});
