import { assertMay, type Caller } from '../access/index.ts';
import { originalPath } from './files.ts';
import { findUploads, type UploadRow } from './upload-store.ts';

export interface Upload extends UploadRow {
  /** Where the bytes are as they were uploaded. */
  path: string;
}

/** Every revision of a document that a person uploaded, oldest first. */
export async function uploadsOf(caller: Caller, userId: string): Promise<Upload[]> {
  assertMay(caller, 'privacy.write');
  const rows = await findUploads(userId);
  return rows.map((row) => ({ ...row, path: originalPath(row.knowledgeId, row.contentHash) }));
}
