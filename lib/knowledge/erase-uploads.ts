import type { JobRun } from '../jobs/index.ts';
import { disownUploads } from './upload-store.ts';

/** Erases what a person uploaded; the code is loaded when it first runs, because only workers pay for parsers. */
export async function eraseUploads(userId: string, run: JobRun): Promise<number> {
  const ingest = await import('./ingest/erase-uploads.ts');
  return ingest.eraseUploads(userId, run);
}

/** Keeps the documents as the organisation's: nothing says any more who uploaded them. */
export function keepUploads(userId: string): Promise<number> {
  return disownUploads(userId);
}
