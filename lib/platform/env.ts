/** The only reader of `process.env`. Every variable is optional; what a start derives is handed to child processes the same way. */
import path from 'node:path';
import { z } from 'zod';

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce
    .number({ error: 'PORT must be a number between 1 and 65535.' })
    .int()
    .min(1)
    .max(65_535)
    .default(3000),
  DATABASE_URL: optionalText.pipe(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres:// or postgresql://.')
      .optional(),
  ),
  SLIPWAY_DATA_DIR: z.string().trim().min(1).default('.data'),
  SLIPWAY_SECRET: optionalText.pipe(
    z.string().min(32, 'SLIPWAY_SECRET must have at least 32 characters.').optional(),
  ),
  /** The secret before a change of SLIPWAY_SECRET: what was sealed under it stays readable. */
  SLIPWAY_SECRET_PREVIOUS: optionalText.pipe(
    z.string().min(32, 'SLIPWAY_SECRET_PREVIOUS must have at least 32 characters.').optional(),
  ),
  SLIPWAY_ADMIN_EMAIL: optionalText.pipe(
    z.email('SLIPWAY_ADMIN_EMAIL must be an e-mail address.').optional(),
  ),
  SLIPWAY_ADMIN_PASSWORD: optionalText.pipe(
    z.string().min(10, 'SLIPWAY_ADMIN_PASSWORD must have at least 10 characters.').optional(),
  ),
  SLIPWAY_API_KEY: optionalText.pipe(
    z.string().min(20, 'SLIPWAY_API_KEY must have at least 20 characters.').optional(),
  ),
  SLIPWAY_EGRESS_ALLOW: z.string().default(''),
  /** How many proxies stand in front, each adding to X-Forwarded-For; 0 ignores that header. */
  SLIPWAY_TRUST_PROXY: z.coerce
    .number({ error: 'SLIPWAY_TRUST_PROXY must be the number of proxies in front, e.g. 1.' })
    .int()
    .min(0)
    .max(10)
    .default(0),
  /** Where e-mail is handed over, e.g. `smtp://user:password@mail.example.com:587`; without it no e-mail is sent. */
  SLIPWAY_SMTP_URL: optionalText.pipe(
    z
      .url({ protocol: /^smtps?$/, error: 'SLIPWAY_SMTP_URL must start with smtp:// or smtps://.' })
      .optional(),
  ),
  /** Sender of e-mail: an address, or `Name <address>`. */
  SLIPWAY_MAIL_FROM: z.string().trim().min(3).default('Slipway <slipway@localhost>'),
  SLIPWAY_DRAIN_SECONDS: z.coerce.number().min(0).max(600).default(15),
  SLIPWAY_REQUEST_SECONDS: z.coerce.number().min(1).max(3600).default(300),
  SLIPWAY_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Public address of the console; sessions and links use it. Set by the start when absent. */
  NEXTAUTH_URL: optionalText,
  /** Unix time (ms) at which the person started us, set by the launcher: what "Ready in" is measured from. */
  SLIPWAY_STARTED_AT: z.coerce.number().optional(),
  /** Folder that exports of the log may be written under; `exports` in the data folder when absent. */
  SLIPWAY_EXPORT_DIR: optionalText,
  /** OpenTelemetry's own: traces and metrics go to this collector, and the console's settings stand back. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText.pipe(
    z
      .url({
        protocol: /^https?$/,
        error: 'OTEL_EXPORTER_OTLP_ENDPOINT must start with http:// or https://.',
      })
      .optional(),
  ),
  /** `name=value` pairs, separated by commas. */
  OTEL_EXPORTER_OTLP_HEADERS: optionalText,
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(['http/protobuf', 'http/json'], {
      error: 'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf or http/json; grpc is not spoken.',
    })
    .default('http/protobuf'),
  OTEL_EXPORTER_OTLP_COMPRESSION: z
    .enum(['gzip', 'none'], { error: 'OTEL_EXPORTER_OTLP_COMPRESSION must be gzip or none.' })
    .default('gzip'),
  OTEL_SERVICE_NAME: optionalText,
  OTEL_RESOURCE_ATTRIBUTES: optionalText,
  OTEL_TRACES_SAMPLER: z
    .enum(['parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'], {
      error:
        'OTEL_TRACES_SAMPLER must be parentbased_always_on, parentbased_always_off or parentbased_traceidratio.',
    })
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'OTEL_TRACES_SAMPLER_ARG must be a number between 0 and 1.' })
    .min(0)
    .max(1)
    .default(1),
  /** `true` sends questions and answers along, where the endpoint stores them unmasked. */
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: optionalText.transform(
    (value) => value?.toLowerCase() === 'true',
  ),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalText,
  OPENAI_MODEL: optionalText,
});

export type Env = z.infer<typeof envSchema>;

/** Every variable there is. */
export const environmentNames: readonly string[] = Object.keys(envSchema.shape);

export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Validates a set of variables. Throws `EnvError` with one line for each mistake. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = envSchema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    return issue.message.includes(name) ? issue.message : `${name}: ${issue.message}`;
  });
  throw new EnvError(lines.join('\n'));
}

let cached: Env | undefined;

export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Adds variables that a start worked out (e.g. the embedded PostgreSQL's address) to this process's environment. */
export function deriveEnv(derived: Record<string, string>): void {
  Object.assign(process.env, derived);
  cached = undefined;
}

/** The data folder, absolute. */
export function dataDir(...segments: string[]): string {
  // Known at run time only: without the hint the build would take the whole project for files it needs.
  return path.resolve(/* turbopackIgnore: true */ env().SLIPWAY_DATA_DIR, ...segments);
}

/** The environment to start a child process with: everything of ours plus what the start derived. */
export function childEnv(derived: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...derived };
}
