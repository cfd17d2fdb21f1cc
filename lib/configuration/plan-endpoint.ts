import { isDeepStrictEqual } from 'node:util';
import { targetText } from '../serving/schemas.ts';
import type { PlannedChange } from './planned-change.ts';

import type { EndpointDocument } from './schemas.ts';
import { endpointToYaml } from './to-yaml.ts';

export function planEndpoint(now: EndpointDocument | null, wanted: EndpointDocument): PlannedChange[] {
  if (now !== null && isDeepStrictEqual(now, wanted)) return [];
  const split = now !== null && !isDeepStrictEqual(now.servedEntities, wanted.servedEntities);
  return [
    {
      kind: split ? 'split' : 'endpoint',
      action: now === null ? 'create' : 'update',
      subject: wanted.name,
      summary: endpointSummary(now, wanted, split),
      before: now && endpointToYaml(now),
      after: endpointToYaml(wanted),
      step: { do: now === null ? 'create-endpoint' : 'update-endpoint', endpoint: wanted },
    },
  ];
}

function endpointSummary(now: EndpointDocument | null, wanted: EndpointDocument, split: boolean): string {
  if (now === null) return `Create the endpoint "${wanted.name}" in ${wanted.environment}`;
  if (!split) return `Change description or environment of the endpoint "${wanted.name}"`;
  const shares = wanted.servedEntities
    .filter(({ trafficPercentage }) => trafficPercentage > 0)
    .map(({ target, trafficPercentage }) => `${trafficPercentage} % ${targetText(target)}`);
  return `Serve ${shares.join(', ')} on the endpoint "${wanted.name}"`;
}
