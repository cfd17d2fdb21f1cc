import { toExecutable } from '../chain/index.ts';
import type { ChainProblem, ModelChoice, VersionDocument } from '../chain/schemas.ts';
import { latestSnapshot, snapshotExists } from '../knowledge/index.ts';
import { offeredModels } from '../providers/index.ts';

export interface ReferenceFindings {
  /** What could not serve: something that does not exist. Paths are dotted and lead into the document. */
  problems: Pick<ChainProblem, 'path' | 'message'>[];
  /** What deserves a look and forbids nothing. */
  notices: string[];
}

/** What only this installation knows of a document: knowledge bases, snapshots, providers and models it names. */
export async function referenceFindings(document: VersionDocument): Promise<ReferenceFindings> {
  const found = await Promise.all([
    knowledgeFindings(document),
    ...modelChoices(document).map((choice) => modelFindings(document, choice)),
  ]);
  return {
    problems: found.flatMap((finding) => finding.problems),
    notices: [...new Set(found.flatMap((finding) => finding.notices))],
  };
}

async function knowledgeFindings(document: VersionDocument): Promise<ReferenceFindings> {
  const { retrieval } = toExecutable(document);
  if (retrieval === null) return fine();
  const { knowledge, snapshot } = retrieval;
  const latest = await latestSnapshot(knowledge);
  if (latest === null) {
    return problem(
      'retrieval.knowledge',
      `There is no knowledge base named "${knowledge}". Create it first or choose another.`,
    );
  }
  if (snapshot === 'latest') {
    return latest > 0
      ? fine()
      : notice(`The knowledge base "${knowledge}" has no documents yet, so nothing is found in it.`);
  }
  if (await snapshotExists(knowledge, snapshot)) return fine();
  return problem(
    'retrieval.snapshot',
    `The knowledge base "${knowledge}" has no snapshot ${snapshot}. Pin one that exists, or use "latest".`,
  );
}

interface PlacedChoice {
  path: string;
  choice: Pick<ModelChoice, 'provider' | 'name'>;
}

function modelChoices(document: VersionDocument): PlacedChoice[] {
  const { model, routing = [] } = toExecutable(document);
  return [
    { path: document.kind === 'remote' ? 'server.provider' : 'model.provider', choice: model },
    ...routing.map((rule, index) => ({ path: `routing.${index}.model.provider`, choice: rule.model })),
  ];
}

async function modelFindings(
  { kind }: VersionDocument,
  { path, choice }: PlacedChoice,
): Promise<ReferenceFindings> {
  const { provider, name } = choice;
  const offered = await offeredModels(provider);
  if (offered === null) {
    return problem(
      path,
      `There is no provider named "${provider}". Add it under Providers or use "extractive".`,
    );
  }
  if (kind === 'remote') {
    return offered.kind === 'invocations'
      ? fine()
      : problem(
          path,
          `"${provider}" is no server with an /invocations address. Add one under Providers with the kind "invocations".`,
        );
  }
  if (offered.models.length === 0 || offered.models.includes(name)) return fine();
  return notice(
    `The provider "${provider}" does not list the model "${name}". It lists ${offered.models.slice(0, 10).join(', ')}.`,
  );
}

function fine(): ReferenceFindings {
  return { problems: [], notices: [] };
}

function problem(path: string, message: string): ReferenceFindings {
  return { problems: [{ path, message }], notices: [] };
}

function notice(message: string): ReferenceFindings {
  return { problems: [], notices: [message] };
}
