import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { chainHash, readChainSource, toExecutable, toYaml } from '../../chain/index.ts';
import { type VersionDocument, versionDocumentSchema } from '../../chain/schemas.ts';
import type { ModelVersion } from '../schemas.ts';
import { readArtifact } from './read-artifact.ts';
import { writeArtifact, zipArtifact } from './write-artifact.ts';

const document = versionDocumentSchema.parse({
  input: {
    variables: {
      customer: { type: 'string', required: false, enum: ['private', 'business'] },
      limit: { type: 'number', min: 1 },
    },
  },
  retrieval: { knowledge: 'guide', snapshot: 12 },
  prompt: { system: 'You help {{customer}} customers.', user: '{{question}}' },
  model: { provider: 'extractive', name: 'extractive' },
});

function version(of: VersionDocument): ModelVersion {
  return {
    number: 3,
    model: 'assistant',
    description: 'Says the limit.',
    chainHash: chainHash(of),
    form: of.kind,
    stage: 'production',
    tags: { team: 'support' },
    deletedAt: null,
    aliases: ['champion'],
    provider: 'extractive',
    providerModel: 'extractive',
    knowledge: 'guide',
    createdBy: 'Ada',
    createdAt: '2026-11-20T09:30:00.000Z',
    document: of,
    chain: toExecutable(of),
    yaml: toYaml(of),
    lineage: {
      source: { kind: 'version', model: 'assistant', version: 2 },
      knowledge: { name: 'guide', snapshot: 14 },
      slipwayVersion: '0.1.0',
      dependencies: { node: '24.1.0' },
    },
    dryRun: { status: 'passed', question: 'q', answer: 'a', message: '', totalMs: 3 },
  };
}

test('what is exported is imported as the same document', async () => {
  const read = await readArtifact(zipArtifact(version(document)));
  const again = readChainSource(read.source);
  expect(again.document).toEqual(document);
  expect(read).toMatchObject({
    description: 'Says the limit.',
    tags: { team: 'support' },
    from: { kind: 'import', model: 'assistant', version: '3' },
  });
});

test('the folder is in MLflow’s layout', () => {
  const files = writeArtifact(version(document));
  expect(Object.keys(files).sort()).toEqual([
    'MLmodel',
    'README.md',
    'chain.yaml',
    'input_example.json',
    'prompt/system.txt',
    'prompt/user.txt',
    'requirements.txt',
    'snapshot.json',
  ]);
  const mlmodel = parse(files.MLmodel ?? '');
  expect(mlmodel.flavors.slipway).toMatchObject({ chain: 'chain.yaml', chain_hash: chainHash(document) });
  expect(mlmodel.utc_time_created).toBe('2026-11-20 09:30:00.000000');
  expect(JSON.parse(mlmodel.signature.inputs)).toEqual([
    { name: 'question', type: 'string', required: true },
    { name: 'customer', type: 'string', required: false },
    { name: 'limit', type: 'double', required: true },
  ]);
  expect(JSON.parse(files['input_example.json'] ?? '')).toEqual({
    question: 'What can you tell me?',
    customer: 'private',
    limit: 1,
  });
  expect(JSON.parse(files['snapshot.json'] ?? '')).toEqual({
    knowledge: 'guide',
    snapshot: 12,
    snapshot_at_registration: 14,
  });
});

test('exporting twice gives the same bytes, in one folder named after the version', () => {
  const archive = zipArtifact(version(document));
  expect(zipArtifact(version(document))).toEqual(archive);
  expect(Object.keys(unzipSync(archive)).every((name) => name.startsWith('assistant-v3/'))).toBe(true);
});

const mlmodelYaml = (chain: string) => `flavors:\n  slipway:\n    chain: ${JSON.stringify(chain)}\n`;

function archiveOf(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

test.each([
  ['a path out of the archive', { '../MLmodel': mlmodelYaml('chain.yaml') }, /outside of itself/],
  ['an absolute path', { '/etc/MLmodel': mlmodelYaml('chain.yaml') }, /outside of itself/],
  [
    'a chain outside of the folder',
    { 'm/MLmodel': mlmodelYaml('../other/chain.yaml'), 'other/chain.yaml': 'model: {}' },
    /is not in the folder/,
  ],
  ['an absolute chain', { MLmodel: mlmodelYaml('/etc/passwd') }, /is not in the folder/],
  ['a missing chain', { MLmodel: mlmodelYaml('chain.yaml') }, /is not in the folder/],
  ['no MLmodel', { 'chain.yaml': 'model: {}' }, /holds no "MLmodel"/],
  [
    'another flavor',
    { MLmodel: 'flavors:\n  sklearn:\n    pickled_model: model.pkl\n' },
    /"sklearn".*remote/s,
  ],
  ['no YAML', { MLmodel: '{{{' }, /not the YAML/],
  ['exploding anchors', { MLmodel: bomb() }, /not the YAML/],
])('%s is refused in words', async (_what, files, message) => {
  await expect(readArtifact(archiveOf(files))).rejects.toMatchObject({
    code: 'invalid',
    reason: 'invalid_artifact',
    message: expect.stringMatching(message),
  });
});

test('what is not a zip is refused, and so is a bomb', async () => {
  await expect(readArtifact(strToU8('not a zip'))).rejects.toMatchObject({ reason: 'invalid_artifact' });
  const zeros = zipSync({ MLmodel: new Uint8Array(32 * 1024 * 1024) });
  await expect(readArtifact(zeros)).rejects.toThrow(/far more/);
});

test('macOS’s extra files do not confuse', async () => {
  const archive = unzipSync(zipArtifact(version(document)));
  const padded = zipSync({ ...archive, '__MACOSX/assistant-v3/._MLmodel': strToU8('x') });
  expect((await readArtifact(padded)).source).toBe(
    strFromU8(archive['assistant-v3/chain.yaml'] ?? strToU8('')),
  );
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  );
  return `${levels.join('\n')}\nflavors: *a11\n`;
}
