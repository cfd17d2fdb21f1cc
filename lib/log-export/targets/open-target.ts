import { unseal } from '../../platform/crypto.ts';
import { AppError } from '../../platform/errors.ts';
import { exportTargetSchema } from '../schemas.ts';
import type { ExportRow } from '../store.ts';
import type { FileTarget } from './file-target.ts';
import { openFolder } from './folder-target.ts';
import { openBucket } from './s3-target.ts';

/** Throws `unavailable` when the key of a bucket was sealed under a secret that is gone. */
export function openTarget(row: Pick<ExportRow, 'name' | 'target' | 'sealedSecret'>): FileTarget {
  const target = exportTargetSchema.parse(row.target);
  if (target.kind === 'folder') return openFolder(target.folder);
  return openBucket({ target, secretAccessKey: secretOf(row) });
}

function secretOf({ name, sealedSecret }: Pick<ExportRow, 'name' | 'sealedSecret'>): string {
  try {
    return unseal('log-export', sealedSecret ?? new Uint8Array());
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `The secret key of the export "${name}" cannot be read, because SLIPWAY_SECRET changed. Enter it again.`,
      { reason: 'key_unreadable', cause },
    );
  }
}
