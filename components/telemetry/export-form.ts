/** The form of an export as text, and what it says. Pure. */
import { z } from 'zod';
import type { ExportTarget, LogExport, LogExportInput } from '#lib/log-export/schemas.ts';

export const exportFormSchema = z.object({
  name: z.string(),
  kind: z.enum(['folder', 's3']),
  folder: z.string(),
  url: z.string(),
  region: z.string(),
  bucket: z.string(),
  prefix: z.string(),
  accessKeyId: z.string(),
  /** Empty keeps the one there is. */
  secretAccessKey: z.string(),
  allowPrivateNetwork: z.boolean(),
  allEndpoints: z.boolean(),
  endpoints: z.array(z.string()),
  includeText: z.boolean(),
  enabled: z.boolean(),
});
export type ExportForm = z.infer<typeof exportFormSchema>;

const newForm: ExportForm = {
  name: '',
  kind: 'folder',
  folder: 'inference-log',
  url: '',
  region: 'us-east-1',
  bucket: '',
  prefix: '',
  accessKeyId: '',
  secretAccessKey: '',
  allowPrivateNetwork: false,
  allEndpoints: true,
  endpoints: [],
  includeText: true,
  enabled: true,
};

export function exportFormOf(known: LogExport | null): ExportForm {
  if (known === null) return newForm;
  const { name, target, endpoints, includeText, enabled } = known;
  return {
    ...newForm,
    ...target,
    name,
    endpoints,
    allEndpoints: endpoints.length === 0,
    includeText,
    enabled,
  };
}

/** Unchecked: the server says what is wrong with it. */
export function exportInputOf(form: ExportForm): LogExportInput {
  const { name, secretAccessKey, allEndpoints, endpoints, includeText, enabled } = form;
  return {
    name: name.trim(),
    target: targetOf(form),
    ...(form.kind === 's3' && secretAccessKey !== '' && { secretAccessKey }),
    endpoints: allEndpoints ? [] : endpoints,
    includeText,
    enabled,
  };
}

function targetOf(form: ExportForm): ExportTarget {
  if (form.kind === 'folder') return { kind: 'folder', folder: form.folder.trim() };
  const { allowPrivateNetwork } = form;
  const [url, region, bucket] = [form.url.trim(), form.region.trim(), form.bucket.trim()];
  const prefix = form.prefix.trim().replace(/^\/+|\/+$/g, '');
  return {
    kind: 's3',
    url,
    region,
    bucket,
    prefix,
    accessKeyId: form.accessKeyId.trim(),
    allowPrivateNetwork,
  };
}

/** Field that shows a problem the server found at `path`; undefined for the form as a whole. */
export function exportFieldAt(path: string): keyof ExportForm | undefined {
  const name = path.startsWith('target.') ? path.slice('target.'.length) : (path.split('.')[0] ?? '');
  return Object.hasOwn(newForm, name) ? (name as keyof ExportForm) : undefined;
}
