import path from 'node:path/posix';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { readZip, ZipError, type ZipErrorCode, type ZipLimits } from '../../platform/zip.ts';
import { tagsSchema, type VersionSource } from '../schemas.ts';

/** A version is a few texts; anything near these limits is none. */
const limits: ZipLimits = {
  maxEntries: 2000,
  maxEntryBytes: 16 * 1024 * 1024,
  maxTotalBytes: 64 * 1024 * 1024,
  maxRatio: 200,
  ratioFloorBytes: 1024 * 1024,
};
/** Largest archive that is read at all. */
export const maxArtifactBytes = 20_000_000;
const maxMlmodelBytes = 1_000_000;

const mlmodelSchema = z.object({
  flavors: z.record(z.string(), z.unknown()),
  metadata: z
    .object({
      slipway: z
        .object({
          model: z.string().max(200).catch(''),
          version: z.coerce.string().max(200).catch(''),
          description: z.string().max(5000).catch(''),
          tags: tagsSchema.catch({}),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
const flavorSchema = z.object({ chain: z.string().min(1).max(500) });

export interface ReadArtifact {
  /** YAML of the version's document, not yet checked. */
  source: string;
  description: string;
  tags: Record<string, string>;
  from: VersionSource;
}

/** Reads a zipped folder in MLflow's layout. Throws `AppError('invalid')` that says what is wrong with it. */
export async function readArtifact(archive: Uint8Array): Promise<ReadArtifact> {
  const files = await filesOf(archive);
  const mlmodelPath = [...files.keys()]
    .filter((name) => path.basename(name) === 'MLmodel')
    .sort((a, b) => a.split('/').length - b.split('/').length)[0];
  const mlmodelText = mlmodelPath === undefined ? undefined : files.get(mlmodelPath);
  if (mlmodelPath === undefined || mlmodelText === undefined) {
    throw refused('The archive holds no "MLmodel" file. Zip the whole folder of an exported version.');
  }
  const mlmodel = readMlmodel(mlmodelText);
  const flavor = flavorSchema.safeParse(mlmodel.flavors.slipway);
  if (!flavor.success) throw refused(otherFlavors(Object.keys(mlmodel.flavors)));
  const chainPath = inside(path.dirname(mlmodelPath), flavor.data.chain);
  const chain = chainPath === null ? undefined : files.get(chainPath);
  if (chain === undefined) {
    throw refused(
      `"MLmodel" names the chain "${flavor.data.chain}", which is not in the folder. Export it again.`,
    );
  }
  const about = mlmodel.metadata?.slipway;
  return {
    source: chain.toString('utf8'),
    description: about?.description ?? '',
    tags: about?.tags ?? {},
    from: { kind: 'import', model: about?.model ?? '', version: about?.version ?? '' },
  };
}

const refusals: Record<ZipErrorCode, string> = {
  encrypted: 'The archive is protected with a password. Zip the folder without one.',
  bomb: 'The archive unpacks to far more than a version holds, so it was not opened.',
  truncated: 'The end of the archive is missing. Upload it again.',
  path: 'The archive names files outside of itself, as an attack would, so it was not opened.',
  damaged: 'This is not a zip archive, or it is damaged. Zip the folder of an exported version.',
};

async function filesOf(archive: Uint8Array): Promise<Map<string, Buffer>> {
  try {
    return await readZip(archive, limits, (name) => !name.startsWith('__MACOSX/'));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw refused(refusals[error.code], error);
  }
}

function readMlmodel(bytes: Buffer) {
  if (bytes.byteLength > maxMlmodelBytes) throw refused('"MLmodel" is too large to be one.');
  const document = parseDocument(bytes.toString('utf8'), { prettyErrors: false, uniqueKeys: false });
  let value: unknown = null;
  try {
    if (document.errors.length === 0) value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  const parsed = mlmodelSchema.safeParse(value);
  if (!parsed.success)
    throw refused('"MLmodel" is not the YAML that MLflow writes. Export the version again.');
  return parsed.data;
}

/** The path within the archive; null when it leads out of the folder. */
function inside(folder: string, relative: string): string | null {
  const joined = path.normalize(path.join(folder, relative));
  const base = folder === '.' ? '' : `${folder}/`;
  if (path.isAbsolute(relative) || joined.startsWith('../') || !joined.startsWith(base)) return null;
  return joined;
}

function otherFlavors(names: readonly string[]): string {
  const found = names.length === 0 ? 'no flavor' : `the flavors ${names.map((n) => `"${n}"`).join(', ')}`;
  return (
    `This folder has ${found}, but not "slipway". To serve such a model, run it with "mlflow models serve", add that ` +
    'server as a provider of the kind "invocations" and register a version of the form "remote".'
  );
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError('invalid', message, { reason: 'invalid_artifact', cause });
}
