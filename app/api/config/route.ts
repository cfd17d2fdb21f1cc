import { route } from '#lib/access/index.ts';
import { applyConfiguration, exportConfiguration } from '#lib/configuration/index.ts';
import {
  configurationPlanSchema,
  configurationQuerySchema,
  maxConfigurationBytes,
} from '#lib/configuration/schemas.ts';
import { readBytes } from '#lib/platform/http/read-body.ts';
import { dryRunChain } from '#lib/serving/index.ts';

/** Models, versions, aliases, stages, endpoints and splits as one YAML document. */
export const GET = route({
  permission: 'configuration.read',
  summary: 'Export the configuration',
  handle: async ({ caller, requestId }) => {
    const { yaml, etag } = await exportConfiguration(caller);
    return new Response(yaml, {
      headers: {
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': 'inline; filename="slipway.yaml"',
        'cache-control': 'no-store',
        etag: `"${etag}"`,
        'x-slipway-request-id': requestId,
      },
    });
  },
});

/** Applies a YAML or JSON document, the body itself; `?dryRun=true` answers the plan and changes nothing. */
export const PUT = route({
  permission: 'configuration.read',
  summary: 'Apply a configuration',
  query: configurationQuerySchema,
  output: configurationPlanSchema,
  // Every new version answers one question before it is registered.
  timeoutMs: 300_000,
  handle: async ({ caller, query, request }) => {
    const source = new TextDecoder().decode(await readBytes(request, maxConfigurationBytes));
    const expectedEtag = request.headers.get('if-match')?.replaceAll('"', '') ?? null;
    const options = { ...query, dryRun: query.dryRun === 'true', expectedEtag };
    return applyConfiguration(caller, source, options, dryRunChain);
  },
});
