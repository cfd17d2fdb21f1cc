import type { GuardSummary } from '../../guardrails/schemas.ts';
import type { AnswerOutcome } from '../answer-contract.ts';

/** What answered, for whoever reads headers only. */
export interface Served {
  entity: string | null;
  /** Null for an external model. */
  version: number | null;
  /** What guardrails did, where it is known before the body begins. */
  guardrails?: GuardSummary | undefined;
  /** The answer may not be stored to be given again. */
  unstored?: boolean | undefined;
}

export function servedHeaders(
  requestId: string,
  { entity, version, guardrails, unstored }: Served,
): Record<string, string> {
  return {
    'x-slipway-request-id': requestId,
    'x-request-id': requestId,
    ...(entity !== null && { 'x-slipway-served-entity': entity }),
    ...(version !== null && { 'x-slipway-version': String(version) }),
    ...(unstored && { 'x-slipway-unstored': 'true' }),
    ...(guardrails !== undefined && { 'x-slipway-guardrails': guardrailsHeader(guardrails) }),
  };
}

/** E.g. `blocked; stage=output; guard=banned`, or `masked, flagged`. */
function guardrailsHeader({ blocked, masked, flagged }: GuardSummary): string {
  if (blocked !== null) return `blocked; stage=${blocked.stage}; guard=${blocked.guard}`;
  return [masked.length > 0 && 'masked', flagged.length > 0 && 'flagged']
    .filter((part) => part !== false)
    .join(', ');
}

export function servedBy({ entity, detail, kept }: AnswerOutcome): Served {
  return { entity, version: detail.version, guardrails: detail.guardrails, unstored: kept.masked };
}
