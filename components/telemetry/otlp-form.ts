/** The form of the collector as text, and what it says. Pure. */
import { z } from 'zod';
import type { OtlpInput, OtlpStatus } from '#lib/telemetry/schemas.ts';

export const otlpFormSchema = z.object({
  enabled: z.boolean(),
  endpoint: z.string(),
  protocol: z.enum(['http/protobuf', 'http/json']),
  /** `name: value`, one a line; empty keeps those there are. */
  headers: z.string(),
  removeHeaders: z.boolean(),
  /** Percent. */
  sample: z.string(),
  includeContent: z.boolean(),
  allowPrivateNetwork: z.boolean(),
  traceUrl: z.string(),
});
export type OtlpForm = z.infer<typeof otlpFormSchema>;

export function otlpFormOf(status: OtlpStatus): OtlpForm {
  const { endpoint, protocol, includeContent, allowPrivateNetwork } = status;
  return {
    enabled: status.source === 'none' ? true : status.enabled,
    endpoint,
    protocol,
    headers: '',
    removeHeaders: false,
    sample: String(Number((status.sampleRatio * 100).toFixed(4))),
    includeContent,
    allowPrivateNetwork,
    traceUrl: status.traceUrl ?? '',
  };
}

/** Unchecked: the server says what is wrong with it. */
export function otlpInputOf(form: OtlpForm): OtlpInput {
  const { enabled, protocol, includeContent, allowPrivateNetwork } = form;
  const headers = headersOf(form.headers);
  const traceUrl = form.traceUrl.trim();
  return {
    enabled,
    endpoint: form.endpoint.trim(),
    protocol,
    ...(form.removeHeaders ? { headers: [] } : headers.length > 0 && { headers }),
    sampleRatio: Number(form.sample) / 100,
    includeContent,
    allowPrivateNetwork,
    traceUrl: traceUrl === '' ? null : traceUrl,
  };
}

export function headersOf(text: string): { name: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const at = line.search(/[:=]/);
    if (at <= 0) return line.trim() === '' ? [] : [{ name: line.trim(), value: '' }];
    return [{ name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }];
  });
}

const fields: Readonly<Record<string, keyof OtlpForm>> = {
  endpoint: 'endpoint',
  protocol: 'protocol',
  headers: 'headers',
  sampleRatio: 'sample',
  traceUrl: 'traceUrl',
};

/** Field that shows a problem the server found at `path`; undefined for the form as a whole. */
export function otlpFieldAt(path: string): keyof OtlpForm | undefined {
  return fields[path.split('.')[0] ?? ''];
}
