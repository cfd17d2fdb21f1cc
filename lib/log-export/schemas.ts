/** Shapes of exports of the log that the server and the screens share. */
import { z } from 'zod';

const plainSegment = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Folders are named below the one folder that exports may be written under, so that no export reaches anything else. */
const folderSchema = z
  .string()
  .trim()
  .max(300)
  .refine(
    (value) => value.split('/').every((segment) => plainSegment.test(segment)),
    'Use names of letters, digits, dots, dashes and underscores, separated by single slashes.',
  );

const prefixSchema = z
  .string()
  .trim()
  .max(300)
  .refine(
    (value) => value === '' || value.split('/').every((segment) => plainSegment.test(segment)),
    'Use names of letters, digits, dots, dashes and underscores, separated by single slashes.',
  );

export const exportTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), folder: folderSchema }),
  z.object({
    kind: z.literal('s3'),
    /** Of the service; the bucket follows in the path. */
    url: z
      .url({ protocol: /^https?$/, error: 'Enter an address that starts with https:// or http://.' })
      .max(2000),
    region: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,50}$/, 'E.g. eu-central-1; "auto" or "us-east-1" where there are none.'),
    bucket: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'This is no name of a bucket.'),
    prefix: prefixSchema.default(''),
    accessKeyId: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9._-]{3,128}$/, 'This is no access key id.'),
    /** The service stands on this machine or in its network. */
    allowPrivateNetwork: z.boolean().default(false),
  }),
]);
export type ExportTarget = z.infer<typeof exportTargetSchema>;

export const logExportInputSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.'),
    target: exportTargetSchema,
    /** Of a bucket. Absent keeps the one there is. */
    secretAccessKey: z.string().min(8).max(500).optional(),
    /** Names; none stands for all, those of later too. */
    endpoints: z.array(z.string().min(1).max(63)).max(1000).default([]),
    /** Questions, answers and comments go along where the endpoint stores them. */
    includeText: z.boolean().default(true),
    enabled: z.boolean().default(true),
  })
  .strict();
export type LogExportInput = z.infer<typeof logExportInputSchema>;

export const exportRunSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  cause: z.enum(['schedule', 'request', 'privacy']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  filesTotal: z.number().int(),
  filesDone: z.number().int(),
  rows: z.number(),
  bytes: z.number(),
  error: z.string().nullable(),
});
export type ExportRun = z.infer<typeof exportRunSchema>;

export const logExportSchema = z.object({
  id: z.string(),
  name: z.string(),
  target: exportTargetSchema,
  endpoints: z.array(z.string()),
  includeText: z.boolean(),
  enabled: z.boolean(),
  files: z.number().int(),
  /** Files that hold something that changed since. */
  staleFiles: z.number().int(),
  rows: z.number(),
  bytes: z.number(),
  lastRun: exportRunSchema.nullable(),
  updatedAt: z.iso.datetime(),
});
export type LogExport = z.infer<typeof logExportSchema>;

export const logExportListSchema = z.object({
  items: z.array(logExportSchema),
  /** The folder on the server that exports are written under. */
  root: z.string(),
});

export const pageQuerySchema = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export const exportFileSchema = z.object({
  path: z.string(),
  endpoint: z.string(),
  /** UTC. */
  day: z.iso.date(),
  rows: z.number().int().nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  stale: z.boolean(),
  writtenAt: z.iso.datetime().nullable(),
});
export type ExportFile = z.infer<typeof exportFileSchema>;

export const exportFileListSchema = z.object({
  items: z.array(exportFileSchema),
  total: z.number().int(),
});

export const exportRunListSchema = z.object({ items: z.array(exportRunSchema), total: z.number().int() });

/** Whether a file could be written there and taken away again. */
export const exportTestSchema = z.object({ ok: z.boolean(), message: z.string() });
export type ExportTest = z.infer<typeof exportTestSchema>;
