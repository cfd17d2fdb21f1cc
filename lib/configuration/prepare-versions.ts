import type { Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { type DryRunner, type PreparedVersion, prepareVersion } from '../registry/index.ts';
import type { PlannedChange } from './planned-change.ts';

/** Prepared versions by model and number. */
export type PreparedVersions = ReadonlyMap<string, PreparedVersion>;

export function versionKey(model: string, number: number): string {
  return `${model}:${number}`;
}

/** Checks and tries every new version before anything is changed: a dry run may take seconds, a transaction may not. */
export async function prepareVersions(
  caller: Caller,
  changes: readonly PlannedChange[],
  dryRun: DryRunner,
): Promise<PreparedVersions> {
  const prepared = new Map<string, PreparedVersion>();
  for (const { step } of changes) {
    if (step.do !== 'register-version') continue;
    const { number, document, description, tags } = step.entry;
    const input = {
      document,
      description,
      tags,
      from: { kind: 'configuration' as const },
      dryRun: 'require' as const,
    };
    try {
      prepared.set(versionKey(step.model, number), await prepareVersion(caller, input, dryRun));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, `Version ${number} of "${step.model}": ${error.message}`, {
        issues: error.issues,
        ...(error.reason !== null && { reason: error.reason }),
        cause: error,
      });
    }
  }
  return prepared;
}
