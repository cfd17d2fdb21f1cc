/** What answered, for whoever reads headers only. */
export interface Served {
  entity: string | null;
  /** Null for an external model. */
  version: number | null;
}

export function servedHeaders(requestId: string, { entity, version }: Served): Record<string, string> {
  return {
    'x-slipway-request-id': requestId,
    'x-request-id': requestId,
    ...(entity !== null && { 'x-slipway-served-entity': entity }),
    ...(version !== null && { 'x-slipway-version': String(version) }),
  };
}
