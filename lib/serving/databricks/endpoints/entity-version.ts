import { AppError } from '../../../platform/errors.ts';
import { stageSchema } from '../../../registry/schemas.ts';
import { type ServedTarget, servedTargetSchema } from '../../schemas.ts';

type VersionTarget = Exclude<ServedTarget, { by: 'external' }>;

/**
 * `entity_version` is a number as text; as an extension also an alias (`@champion`) or a stage (`Production`), which the
 * endpoint then follows. Throws `invalid`.
 */
export function targetOf(model: string, version: string): VersionTarget {
  const parsed = servedTargetSchema.safeParse(meaning(model, version.trim()));
  if (parsed.success && parsed.data.by !== 'external') return parsed.data;
  throw new AppError(
    'invalid',
    `"${model}" in version "${version}" is not a model of the registry: send its name as entity_name and, as entity_version, ` +
      'a number such as "4", an alias such as "@champion", or a stage such as "production".',
    { issues: [{ path: 'entity_version', message: 'Not a version, an alias or a stage.' }] },
  );
}

function meaning(model: string, version: string): unknown {
  if (version.startsWith('@')) return { by: 'alias', model, alias: version.slice(1) };
  const stage = stageSchema.safeParse(version.toLowerCase());
  if (stage.success) return { by: 'stage', model, stage: stage.data };
  return { by: 'version', model, version: /^\d{1,9}$/.test(version) ? Number(version) : Number.NaN };
}

/** What `targetOf` reads. */
export function entityVersion(target: VersionTarget): string {
  switch (target.by) {
    case 'version':
      return String(target.version);
    case 'alias':
      return `@${target.alias}`;
    case 'stage':
      return target.stage;
  }
}
