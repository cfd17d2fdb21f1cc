/** Shapes of Prometheus and OpenTelemetry settings that the server and the screens share. */
import { z } from 'zod';

export * from './resources/scrape-schemas.ts';

export const metricsQuerySchema = z.object({
  /** `self`: this process alone, for scraping each replica by itself. */
  scope: z.enum(['all', 'self']).default('all'),
});
export type MetricsScope = z.infer<typeof metricsQuerySchema>['scope'];

/** The GenAI conventions as OpenTelemetry released them last before they moved to a registry of their own (1.42.0). */
export const semconvVersion = '1.41.0';

export const otlpProtocolSchema = z.enum(['http/protobuf', 'http/json']);
export type OtlpProtocol = z.infer<typeof otlpProtocolSchema>;

/** How exporting goes in one process, since it began. */
export const exportStateSchema = z.object({
  sent: z.number().int(),
  dropped: z.number().int(),
  rejected: z.number().int(),
  queued: z.number().int(),
  lastSentAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.iso.datetime().nullable(),
});
export type ExportState = z.infer<typeof exportStateSchema>;

/** What a request is made of: set once more, they would only break it. */
const ownHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'This is no name of a header.')
  .refine((name) => !ownHeaders.has(name.toLowerCase()), 'Slipway sets this header itself.');
const headerValue = z
  .string()
  .max(4000)
  .regex(/^[\t\x20-\x7e]*$/, 'Only printable ASCII is sent in a header.');

/** Makes links to the tracing backend: only ever opened by a click. */
export const traceUrlSchema = z
  .string()
  .trim()
  .max(2000)
  .refine((value) => value.includes('{traceId}'), 'Write {traceId} where the id goes.')
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'Enter an address that starts with https:// or http://.',
  );

export const otlpInputSchema = z
  .object({
    enabled: z.boolean(),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'Enter an address that starts with https:// or http://.' })
      .max(2000),
    protocol: otlpProtocolSchema.default('http/protobuf'),
    /** Absent keeps those there are; given, they replace all. */
    headers: z
      .array(z.object({ name: headerName, value: headerValue }).strict())
      .max(20)
      .optional(),
    /** Share of the traces that begin here which are exported. */
    sampleRatio: z.number().min(0).max(1).default(1),
    /** Questions and answers go along, where the endpoint stores them unmasked. */
    includeContent: z.boolean().default(false),
    /** The collector stands on this machine or in its network. */
    allowPrivateNetwork: z.boolean().default(false),
    traceUrl: traceUrlSchema.nullable().default(null),
  })
  .strict();
export type OtlpInput = z.infer<typeof otlpInputSchema>;

export const otlpStatusSchema = z.object({
  /** `environment`: OTEL_ variables are set, and nothing can be changed here. */
  source: z.enum(['environment', 'console', 'none']),
  enabled: z.boolean(),
  endpoint: z.string(),
  protocol: otlpProtocolSchema,
  /** Names alone: values are never shown again. */
  headerNames: z.array(z.string()),
  sampleRatio: z.number(),
  includeContent: z.boolean(),
  allowPrivateNetwork: z.boolean(),
  traceUrl: z.string().nullable(),
  serviceName: z.string(),
  semconvVersion: z.string(),
  processes: z.array(exportStateSchema.extend({ kind: z.string(), process: z.string() })),
});
export type OtlpStatus = z.infer<typeof otlpStatusSchema>;

/** What became of a test span. */
export const otlpTestSchema = z.object({
  ok: z.boolean(),
  status: z.number().int().nullable(),
  ms: z.number(),
  message: z.string(),
  traceId: z.string(),
});
export type OtlpTest = z.infer<typeof otlpTestSchema>;

/** What the trace page needs to lead to the tracing backend. */
export const traceLinkSchema = z.object({ traceUrl: z.string().nullable() });

/** Empty without a template. The id is hexadecimal, so nothing of it can change where the address leads. */
export function traceLink(template: string | null, traceId: string): string | null {
  if (template === null || !/^[0-9a-f]{32}$/.test(traceId)) return null;
  return template.replaceAll('{traceId}', traceId);
}
