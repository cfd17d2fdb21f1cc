import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { readUploadedFile } from '#lib/platform/http/read-uploaded-file.ts';
import { importVersion, maxArtifactBytes } from '#lib/registry/index.ts';
import { modelNameSchema, registeredVersionSchema } from '#lib/registry/schemas.ts';
import { dryRunChain } from '#lib/serving/index.ts';

/** The zip itself as `application/zip`, or the field `file` of a form. */
export const POST = route({
  permission: 'models.write',
  summary: 'Import a version',
  params: z.object({ name: modelNameSchema }),
  query: z.object({ dryRun: z.enum(['require', 'skip']).default('require') }),
  output: registeredVersionSchema,
  status: 201,
  timeoutMs: 60_000,
  handle: async ({ caller, params, query, request }) => {
    const archive = await readUploadedFile(request, maxArtifactBytes);
    return importVersion(caller, params.name, archive, query, dryRunChain);
  },
});
