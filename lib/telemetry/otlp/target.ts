import type { OtlpProtocol } from '../schemas.ts';

/** Where and how this installation exports; from the environment or from what was saved in the console. */
export interface OtlpTarget {
  source: 'environment' | 'console';
  enabled: boolean;
  /** Base address, without a slash at the end. */
  endpoint: string;
  protocol: OtlpProtocol;
  compression: 'gzip' | 'none';
  headers: Readonly<Record<string, string>>;
  sampleRatio: number;
  includeContent: boolean;
  allowPrivateNetwork: boolean;
  traceUrl: string | null;
}

export type Signal = 'traces' | 'metrics';

export function addressOf({ endpoint }: Pick<OtlpTarget, 'endpoint'>, signal: Signal): URL {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/${signal}`;
  return url;
}
