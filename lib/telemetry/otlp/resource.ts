import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { env } from '../../platform/env.ts';
import { processId } from '../../platform/process-id.ts';
import { semconvVersion } from '../schemas.ts';
import { pairsOf } from './env-target.ts';

let known: string | undefined;

/** Of this release. */
export function releaseVersion(): string {
  known ??= (
    JSON.parse(
      readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'package.json'), 'utf8'),
    ) as {
      version: string;
    }
  ).version;
  return known;
}

export function serviceName(): string {
  return env().OTEL_SERVICE_NAME ?? pairsOf(env().OTEL_RESOURCE_ATTRIBUTES)['service.name'] ?? 'slipway';
}

export function resourceOf(): Resource {
  return resourceFromAttributes({
    ...pairsOf(env().OTEL_RESOURCE_ATTRIBUTES),
    'service.name': serviceName(),
    'service.version': releaseVersion(),
    'service.instance.id': processId(),
  });
}

export const schemaUrl = `https://opentelemetry.io/schemas/${semconvVersion}`;

export const scopeOf = () => ({ name: 'slipway', version: releaseVersion(), schemaUrl });
