/**
 * A version as a folder in MLflow's model layout (mlflow.org/docs/latest/ml/model, "Storage format"): an `MLmodel` file
 * that names a flavor, here `slipway`, and the files it refers to.
 */
import { strToU8, zipSync } from 'fflate';
import { stringify } from 'yaml';
import type { InputVariable, VersionDocument } from '../../chain/schemas.ts';
import type { ModelVersion } from '../schemas.ts';

/** MLflow's version whose layout this is. */
const layoutVersion = '2.22.0';

/** Files by path, as texts. */
export type ArtifactFiles = Record<string, string>;

export function writeArtifact(version: ModelVersion): ArtifactFiles {
  return {
    MLmodel: stringify(mlmodel(version), { lineWidth: 0 }),
    'chain.yaml': version.yaml,
    'input_example.json': `${JSON.stringify(inputExample(version.document), null, 2)}\n`,
    'requirements.txt':
      '# A Slipway version needs no Python packages: it runs in Slipway. See README.md to import it.\n',
    'snapshot.json': `${JSON.stringify(snapshotReference(version), null, 2)}\n`,
    'README.md': readme(version),
    ...promptFiles(version),
  };
}

/** The folder as a zip archive whose one top-level folder is named after the version. */
export function zipArtifact(version: ModelVersion): Uint8Array<ArrayBuffer> {
  const folder = artifactName(version);
  const entries = Object.entries(writeArtifact(version)).map(
    ([path, text]) => [`${folder}/${path}`, strToU8(text)] as const,
  );
  // The time of registration, so that exporting twice gives the same bytes.
  const zipped = zipSync(Object.fromEntries(entries), { mtime: version.createdAt });
  return Uint8Array.from(zipped);
}

export function artifactName(version: Pick<ModelVersion, 'model' | 'number'>): string {
  return `${version.model}-v${version.number}`;
}

function mlmodel(version: ModelVersion) {
  return {
    artifact_path: 'model',
    flavors: {
      slipway: {
        chain: 'chain.yaml',
        form: version.form,
        chain_hash: version.chainHash,
        slipway_version: version.lineage.slipwayVersion,
      },
    },
    metadata: {
      slipway: {
        model: version.model,
        version: version.number,
        description: version.description,
        tags: version.tags,
        stage: version.stage,
        created_by: version.createdBy,
        source: version.lineage.source,
        dependencies: version.lineage.dependencies,
      },
    },
    mlflow_version: layoutVersion,
    model_uuid: version.chainHash.slice(0, 32),
    saved_input_example_info: { artifact_path: 'input_example.json', type: 'json_object' },
    signature: {
      inputs: JSON.stringify(inputColumns(version.document)),
      outputs: JSON.stringify([{ name: 'answer', type: 'string', required: true }]),
      params: null,
    },
    utc_time_created: version.createdAt.replace('T', ' ').replace('Z', '000'),
  };
}

const columnTypes = { string: 'string', number: 'double', boolean: 'boolean' } as const;

function inputColumns({ input }: VersionDocument) {
  const variables = Object.entries(input.variables ?? {}).map(([name, variable]) => ({
    name,
    type: columnTypes[variable.type],
    required: variable.required && variable.default === undefined,
  }));
  return [{ name: 'question', type: 'string', required: true }, ...variables];
}

function inputExample({ input }: VersionDocument) {
  if (input.example) return { question: input.example.question, ...input.example.inputs };
  const values = Object.entries(input.variables ?? {}).map(([name, variable]) => [name, sample(variable)]);
  return { question: 'What can you tell me?', ...Object.fromEntries(values) };
}

function sample(variable: InputVariable): string | number | boolean {
  if (variable.default !== undefined) return variable.default;
  if (variable.type === 'string') return variable.enum?.[0] ?? 'text';
  return variable.type === 'number' ? (variable.min ?? 0) : false;
}

/** What the version could see; the documents themselves stay in their installation. */
function snapshotReference(version: ModelVersion) {
  const retrieval = version.chain.retrieval;
  return {
    knowledge: retrieval?.knowledge ?? null,
    snapshot: retrieval?.snapshot ?? null,
    snapshot_at_registration: version.lineage.knowledge?.snapshot ?? null,
  };
}

/** Copies for readers; `chain.yaml` is what an import reads. */
function promptFiles({ chain }: ModelVersion): ArtifactFiles {
  if (chain.prompt === null) return {};
  return { 'prompt/system.txt': chain.prompt.system, 'prompt/user.txt': chain.prompt.user };
}

function readme(version: ModelVersion): string {
  return `# ${version.model}, version ${version.number}

${version.description || 'Registered in Slipway.'}

This folder follows MLflow's model layout with the flavor \`slipway\`. \`chain.yaml\` is the whole version; \`prompt/\` holds
copies for readers. Import it again under Models › a model › Import a version, or with

    curl -X POST "$SLIPWAY_URL/api/models/<name>/import" -H "authorization: Bearer $SLIPWAY_API_KEY" \\
      -H "content-type: application/zip" --data-binary @${artifactName(version)}.zip
`;
}
