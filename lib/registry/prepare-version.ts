import type { Caller } from '../access/index.ts';
import { chainError, chainHash, documentProblems, parseChainSource, toExecutable } from '../chain/index.ts';
import { type ExecutableChain, type VersionDocument, versionDocumentSchema } from '../chain/schemas.ts';
import { latestSnapshot } from '../knowledge/index.ts';
import { AppError } from '../platform/errors.ts';
import { assertMayBuildOn } from './assert-may-build-on.ts';
import { customStepProblems } from './custom-step-problems.ts';
import { referenceFindings } from './reference-findings.ts';
import type { DryRun, Lineage, RegisterVersion, VersionSource } from './schemas.ts';
import { softwareVersions } from './software-versions.ts';
import { findModel, findVersion, prisma } from './store.ts';

/**
 * Asks a chain one question, outside every endpoint. Never rejects for what the chain does: that is a failed run. Handed
 * in, because serving stands on the registry.
 */
export type DryRunner = (chain: ExecutableChain) => Promise<DryRun>;

/** A version that was checked and tried, and waits for its number. */
export interface PreparedVersion {
  document: VersionDocument;
  chainHash: string;
  description: string;
  tags: RegisterVersion['tags'];
  lineage: Lineage;
  dryRun: DryRun;
  notices: string[];
}

/**
 * All of registering that may take long and changes nothing: reads the document, checks what it names and tries it once.
 * Throws `invalid` (reason `invalid_chain`) that lists what is wrong, or `unprocessable` (reason `dry_run_failed`).
 */
export async function prepareVersion(
  caller: Caller,
  input: RegisterVersion,
  dryRun: DryRunner,
): Promise<PreparedVersion> {
  const document = documentOf(input);
  const chain = toExecutable(document);
  assertMayBuildOn(caller, chain, input.from);
  const { problems, notices } = await referenceFindings(document);
  const mistakes = [...documentProblems(document), ...problems, ...(await customStepProblems(document))];
  if (mistakes.length > 0) {
    throw chainError(mistakes.map((problem) => ({ ...problem, line: null, column: null })));
  }
  return {
    document,
    chainHash: chainHash(document),
    description: input.description,
    tags: input.tags,
    lineage: await lineageOf(chain, input.from),
    dryRun: await tryOnce(chain, input.dryRun, dryRun),
    notices,
  };
}

function documentOf({ document, source }: RegisterVersion): VersionDocument {
  if (source !== undefined) return parseChainSource(source);
  if (document !== undefined) return versionDocumentSchema.parse(document);
  throw new AppError('invalid', 'Send the document as an object or as YAML or JSON text.');
}

async function lineageOf(chain: ExecutableChain, source: VersionSource): Promise<Lineage> {
  if (source.kind === 'version')
    await findVersion(prisma(), await findModel(prisma(), source.model), source.version);
  const name = chain.retrieval?.knowledge;
  const { slipway, dependencies } = await softwareVersions();
  return {
    source,
    knowledge: name === undefined ? null : { name, snapshot: (await latestSnapshot(name)) ?? 0 },
    slipwayVersion: slipway,
    dependencies,
  };
}

async function tryOnce(
  chain: ExecutableChain,
  mode: RegisterVersion['dryRun'],
  dryRun: DryRunner,
): Promise<DryRun> {
  if (mode === 'skip') {
    const message = 'Registered untried, as was asked for.';
    return { status: 'skipped', question: '', answer: '', message, totalMs: 0 };
  }
  const run = await dryRun(chain);
  if (run.status !== 'failed') return run;
  throw new AppError(
    'unprocessable',
    `The version was not registered, because its dry run failed: ${run.message} Mend it, or register it untried.`,
    { reason: 'dry_run_failed' },
  );
}
