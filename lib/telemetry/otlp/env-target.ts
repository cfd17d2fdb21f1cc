import { env } from '../../platform/env.ts';
import type { OtlpTarget } from './target.ts';

/**
 * What OpenTelemetry's own variables say; null without an endpoint. Whoever sets variables of a server knows its network, so
 * a private address may be called.
 */
export function envTarget(): OtlpTarget | null {
  const all = env();
  const endpoint = all.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return null;
  return {
    source: 'environment',
    enabled: true,
    endpoint,
    protocol: all.OTEL_EXPORTER_OTLP_PROTOCOL,
    compression: all.OTEL_EXPORTER_OTLP_COMPRESSION,
    headers: pairsOf(all.OTEL_EXPORTER_OTLP_HEADERS),
    sampleRatio: ratioOf(all.OTEL_TRACES_SAMPLER, all.OTEL_TRACES_SAMPLER_ARG),
    includeContent: all.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
    allowPrivateNetwork: true,
    traceUrl: null,
  };
}

function ratioOf(sampler: string, ratio: number): number {
  if (sampler === 'parentbased_always_off') return 0;
  return sampler === 'parentbased_traceidratio' ? ratio : 1;
}

/** `name=value` pairs, separated by commas and percent-encoded, as W3C baggage writes them. */
export function pairsOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at)).trim();
    return name === '' ? [] : [[name, decoded(pair.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
