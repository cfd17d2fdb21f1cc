import { assertMayAt, type Caller } from '../../access/index.ts';
import { versionDocumentSchema } from '../../chain/schemas.ts';
import { invalidParameter } from '../../mlflow/index.ts';
import { parseOrThrow } from '../../platform/errors.ts';
import { resolveTarget } from '../resolve-target.ts';
import type { RegisterVersion } from '../schemas.ts';
import { type VersionSource, type VersionTarget, versionTargetSchema } from '../schemas.ts';
import { findModel, findVersion, prisma } from '../store.ts';

/** The tag that carries a version's document, as YAML or JSON, into `model-versions/create`. It is not kept as a tag. */
export const documentTag = 'slipway.document';

type Content = Pick<RegisterVersion, 'document' | 'source' | 'from'>;

/**
 * What a version that MLflow's client creates is made of: the document in its tag, or a copy of the version that its source
 * names. Its run is its origin when it has one. Throws `invalid` that says what to send, or `not_found` for the version
 * to copy.
 */
export async function contentOf(
  caller: Caller,
  source: string,
  runId: string,
  tags: readonly { key: string; value: string }[],
): Promise<Content> {
  const run: VersionSource | null = runId === '' ? null : { kind: 'run', runId };
  const document = tags.find((tag) => tag.key === documentTag);
  if (document !== undefined) return { source: document.value, from: run ?? { kind: 'new' } };
  const target = targetOf(source);
  if (target === null) throw unknownSource(source);
  assertMayAt(caller, 'models.read', { kind: 'model', name: target.model });
  const { modelName, version } = await resolveTarget(target);
  const row = await findVersion(prisma(), await findModel(prisma(), modelName), version);
  return {
    document: versionDocumentSchema.parse(row.chain),
    from: run ?? { kind: 'version', model: modelName, version },
  };
}

/** `models:/<name>/<version>`, `models:/<name>@<alias>` or, as our own versions say, `slipway:/<name>/<version>`. */
function targetOf(source: string): VersionTarget | null {
  const match = /^(?:models|slipway):\/+([^/@]+)(?:\/@?([^/@]+)|@([^/@]+))$/.exec(source);
  if (match === null) return null;
  const [, model, place = '', alias] = match;
  if (alias !== undefined || source.includes('/@')) {
    return parseOrThrow(versionTargetSchema, { by: 'alias', model, alias: alias ?? place }, 'source');
  }
  if (!/^[1-9]\d{0,8}$/.test(place)) return null;
  return parseOrThrow(versionTargetSchema, { by: 'version', model, version: Number(place) }, 'source');
}

function unknownSource(source: string) {
  return invalidParameter(
    `Slipway cannot make a version from the source "${source}": a version here is a document, not a folder of files. ` +
      `Send the document as YAML in the tag "${documentTag}", or name a version to copy as the source: ` +
      '"models:/<name>/<version>" or "models:/<name>@<alias>".',
  );
}
