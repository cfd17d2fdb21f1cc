import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import {
  admin,
  chainWith,
  insertKnowledge,
  newModel,
  passes,
  versionInput,
} from '../../e2e/support/registry.ts';
import { defaultChain } from '../chain/index.ts';
import type { VersionDocument } from '../chain/schemas.ts';
import { prisma } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { getModel, getVersion, registerVersion, validateChain } from './index.ts';

afterAll(closeEvents);

function register(name: string, input: Parameters<typeof versionInput>[0], dryRun = passes) {
  return registerVersion(admin, name, versionInput(input), dryRun);
}

async function issuesOf(work: Promise<unknown>): Promise<string[]> {
  const failure = await work.catch((error: unknown) => error);
  if (!(failure instanceof AppError)) throw new Error('It should have failed with an AppError.');
  return failure.issues.map((issue) => issue.path);
}

describe('checks', () => {
  test('a document that could not serve is refused, naming each reason', async () => {
    const name = await newModel();
    const chain = defaultChain({ knowledge: 'no-such-base', provider: 'no-such-provider', model: 'x' });
    const rule = { name: 'long', when: { minQuestionChars: 9 }, model: { ...chain.model, provider: 'none' } };
    const document: VersionDocument = {
      ...chain,
      prompt: { system: '', user: '{{weather}}' },
      routing: [rule],
    };
    expect(await issuesOf(register(name, { document }))).toEqual([
      'prompt.user',
      'retrieval.knowledge',
      'model.provider',
      'routing.0.model.provider',
    ]);
    expect((await getModel(admin, name)).versions).toEqual([]);
  });

  test('a pinned snapshot has to exist', async () => {
    const name = await newModel();
    const knowledge = await insertKnowledge(2);
    const chain = defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
    const pinned = (snapshot: number) => ({
      ...chain,
      retrieval: chain.retrieval && { ...chain.retrieval, snapshot },
    });
    expect(await register(name, { document: pinned(2) })).toMatchObject({ number: 1, knowledge });
    expect(await issuesOf(register(name, { document: pinned(3) }))).toEqual(['retrieval.snapshot']);
  });

  test('custom steps have to load, and are told at their place', async () => {
    const name = await newModel();
    const step = (code: string) => ({ step: 'custom', name: 'mine', code });
    const source = (code: string) =>
      JSON.stringify({
        model: { provider: 'extractive', name: 'extractive-1' },
        preprocess: [{ step: 'normalise' }, step(code)],
      });
    const good = 'export default ({ question }) => ({ question });';
    expect(await register(name, { source: source(good) })).toMatchObject({ number: 1 });
    expect(await issuesOf(register(name, { source: source('export default 7;') }))).toEqual([
      'preprocess.1.code',
    ]);
    const { problems } = await validateChain(admin, source('export default (;'));
    expect(problems).toMatchObject([{ path: 'preprocess.1.code', line: 1 }]);
  });

  test('a remote server is a provider of the kind "invocations"', async () => {
    const name = await newModel();
    const source = 'kind: remote\nserver:\n  provider: extractive\n';
    expect(await issuesOf(register(name, { source }))).toEqual(['server.provider']);
  });

  test('a model its provider does not list is accepted with a notice', async () => {
    const name = await newModel();
    const provider = `listing-${newId().slice(-12)}`;
    const data = {
      baseUrl: 'https://llm.example.com/v1',
      models: [{ name: 'large' }],
      kind: 'openai-compatible',
    };
    await prisma().providerConfig.create({ data: { id: newId(), name: provider, ...data } });
    const source = (model: string) => `model:\n  provider: ${provider}\n  name: ${model}\n`;
    expect((await register(name, { source: source('large') })).notices).toEqual([]);
    const { notices } = await register(name, { source: source('small') });
    expect(notices).toEqual([expect.stringMatching(/does not list the model "small".*large/)]);
  });

  test('validation finds missing references at their place and changes nothing', async () => {
    const source = 'model:\n  provider: nobody\n  name: x\nretrieval:\n  knowledge: nowhere\n';
    const { document, problems } = await validateChain(admin, source);
    expect(document).toBeNull();
    expect(problems.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['retrieval.knowledge', 5, 3],
      ['model.provider', 2, 3],
    ]);
  });
});

describe('the dry run', () => {
  const fails = async () => ({
    status: 'failed' as const,
    question: 'Hello?',
    answer: '',
    message: 'The provider is not reachable.',
    totalMs: 3,
  });

  test('that fails refuses the version with its reason, unless it is skipped', async () => {
    const name = await newModel();
    const refused = register(name, { document: chainWith(1) }, fails);
    await expect(refused).rejects.toMatchObject({
      reason: 'dry_run_failed',
      message: expect.stringContaining('The provider is not reachable.'),
    });
    expect((await getModel(admin, name)).versions).toEqual([]);
    const untried = await register(name, { document: chainWith(1), dryRun: 'skip' }, fails);
    expect(untried.dryRun.status).toBe('skipped');
  });

  test('gets what runs, and its answer is kept with the version', async () => {
    const name = await newModel();
    const asked: string[] = [];
    await register(name, { document: chainWith(1) }, async (chain) => {
      asked.push(chain.form);
      return passes(chain);
    });
    expect(asked).toEqual(['chain']);
    expect((await getVersion(admin, name, 1)).dryRun).toMatchObject({ status: 'passed', answer: 'Hello.' });
  });

  test('is not made for a document that is wrong anyway', async () => {
    const name = await newModel();
    const never = async () => expect.unreachable('The chain names a provider that does not exist.');
    const source = 'model:\n  provider: nobody\n  name: x\n';
    expect(await issuesOf(register(name, { source }, never))).toEqual(['model.provider']);
  });
});

describe('lineage', () => {
  test('says from what, with which documents and which software', async () => {
    const name = await newModel(1);
    const knowledge = await insertKnowledge(3);
    const document = defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
    const from = { kind: 'version', model: name, version: 1 } as const;
    await register(name, { document, from, tags: { team: 'search' } });
    const version = await getVersion(admin, name, 2);
    expect(version).toMatchObject({
      tags: { team: 'search' },
      lineage: { source: from, knowledge: { name: knowledge, snapshot: 3 } },
    });
    const { slipwayVersion, dependencies } = version.lineage;
    expect(slipwayVersion).toMatch(/^\d+\.\d+\.\d+/);
    expect(dependencies).toMatchObject({
      node: process.versions.node,
      '@lancedb/lancedb': expect.any(String),
    });
  });

  test('cannot name a version that never existed', async () => {
    const name = await newModel(1);
    const from = { kind: 'version', model: name, version: 7 } as const;
    await expect(register(name, { document: chainWith(2), from })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
