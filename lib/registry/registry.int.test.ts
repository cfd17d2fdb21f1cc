import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { type Caller, systemCaller } from '../access/index.ts';
import { defaultChain } from '../chain/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { closeEvents, onChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import {
  aliasHistory,
  createModel,
  deleteAlias,
  getModel,
  getVersion,
  listModels,
  moveAlias,
  registerVersion,
  resolveTarget,
  validateChain,
} from './index.ts';

const admin = systemCaller('test');
const viewer: Caller = {
  kind: 'user',
  id: newId(),
  name: 'Vera',
  email: 'vera@example.com',
  role: 'viewer',
  mustChangePassword: false,
  address: null,
};

afterAll(closeEvents);

const plain = defaultChain({ knowledge: null, provider: 'extractive', model: 'extractive-1' });

function chainWith(maxOutputTokens: number) {
  return { ...plain, model: { ...plain.model, parameters: { timeoutMs: 60_000, maxOutputTokens } } };
}

async function newModel(versions = 0): Promise<string> {
  const name = `model-${newId()}`;
  await createModel(admin, { name, description: '' });
  for (let n = 1; n <= versions; n++) {
    await registerVersion(admin, name, { chain: chainWith(n), description: `v${n}` });
  }
  return name;
}

describe('versions', () => {
  test('a model is made once, listed, and read with its versions', async () => {
    const name = await newModel(2);
    await expect(createModel(admin, { name, description: '' })).rejects.toMatchObject({ code: 'conflict' });
    const listed = (await listModels(admin)).find((model) => model.name === name);
    expect(listed).toMatchObject({ latestVersion: 2, aliases: [], endpoints: [] });
    const detail = await getModel(admin, name);
    expect(detail.versions.map((version) => version.number)).toEqual([2, 1]);
    const second = await getVersion(admin, name, 2);
    expect(second.chain).toEqual(chainWith(2));
    expect(second.yaml).toContain('maxOutputTokens: 2');
    await expect(getVersion(admin, name, 3)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getModel(admin, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('twenty at once get twenty consecutive numbers', async () => {
    const name = await newModel();
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        registerVersion(admin, name, { chain: chainWith(index + 1), description: '' }),
      ),
    );
    const numbers = made.map((version) => version.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('the same chain again is a new version that says so', async () => {
    const name = await newModel(1);
    const again = await registerVersion(admin, name, { chain: chainWith(1), description: 'same' });
    expect(again).toMatchObject({ number: 2, unchangedFrom: 1 });
    const other = await registerVersion(admin, name, { chain: chainWith(9), description: 'other' });
    expect(other).toMatchObject({ number: 3, unchangedFrom: null });
  });

  test('YAML is read, and its mistakes are told with line and column', async () => {
    const name = await newModel();
    const source = 'model:\n  provider: extractive\n  name: extractive-1\n';
    const version = await registerVersion(admin, name, { source, description: '' });
    expect(version).toMatchObject({ number: 1, provider: 'extractive', createdBy: 'test' });
    const failing = registerVersion(admin, name, { source: `${source}colour: red\n`, description: '' });
    await expect(failing).rejects.toThrow(/line 4, column 1/);
  });

  test('a chain that could not serve is refused, naming each reason', async () => {
    const name = await newModel();
    const chain = defaultChain({ knowledge: 'no-such-base', provider: 'no-such-provider', model: 'x' });
    const broken = { ...chain, prompt: { system: '', user: '{{weather}}' } };
    const failure = await registerVersion(admin, name, { chain: broken, description: '' }).catch(
      (e: unknown) => e,
    );
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).issues.map((issue) => issue.path)).toEqual([
      'prompt.user',
      'retrieval.knowledge',
      'model.provider',
    ]);
    expect((await getModel(admin, name)).versions).toEqual([]);
  });

  test('a knowledge base that exists is accepted', async () => {
    const name = await newModel();
    const knowledge = `kb-${newId().slice(-12)}`;
    await prisma().knowledgeBase.create({
      data: {
        id: newId(),
        name: knowledge,
        chunking: { strategy: 'structure', maxChars: 1200, overlapChars: 150 },
        embedding: { kind: 'none' },
      },
    });
    const chain = defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
    expect(await registerVersion(admin, name, { chain, description: '' })).toMatchObject({ knowledge });
  });

  test('the database refuses to change a version, whoever asks', async () => {
    const name = await newModel(1);
    const { rows } = await pool().query<{ id: string }>(
      'SELECT v.id FROM model_version v JOIN registered_model m ON m.id = v.model_id WHERE m.name = $1',
      [name],
    );
    const id = rows[0]?.id;
    for (const change of [`chain = '{}'`, `chain_hash = 'x'`, 'number = 7']) {
      await expect(pool().query(`UPDATE model_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never changed/,
      );
    }
  });
});

describe('aliases', () => {
  test('are moved, followed, and every move is kept', async () => {
    const name = await newModel(2);
    await moveAlias(admin, name, 'champion', { version: 1, reason: 'first' });
    await moveAlias(admin, name, 'champion', { version: 2, reason: 'better' });
    await moveAlias(admin, name, 'champion', { version: 2, reason: 'nothing to do' });
    const target = await resolveTarget(name, { by: 'alias', alias: 'champion' });
    expect(target).toMatchObject({ modelName: name, version: 2, alias: 'champion', chain: chainWith(2) });
    expect(target.chainHash).toBe((await getVersion(admin, name, 2)).chainHash);
    const history = await aliasHistory(admin, name, 'champion');
    expect(
      history.map(({ fromVersion, toVersion, reason, actor }) => [fromVersion, toVersion, reason, actor]),
    ).toEqual([
      [1, 2, 'better', 'test'],
      [null, 1, 'first', 'test'],
    ]);
    expect((await getVersion(admin, name, 2)).aliases).toEqual(['champion']);
  });

  test('cannot point at what does not exist', async () => {
    const name = await newModel(1);
    await expect(moveAlias(admin, name, 'champion', { version: 2, reason: '' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(resolveTarget(name, { by: 'alias', alias: 'champion' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(resolveTarget(name, { by: 'version', version: 9 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('forty moves at once leave one unbroken history', async () => {
    const name = await newModel(5);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        moveAlias(admin, name, 'champion', { version: (index % 5) + 1, reason: `${index}` }),
      ),
    );
    const history = (await aliasHistory(admin, name, 'champion')).reverse();
    const broken = history.filter(
      (move, index) => move.fromVersion !== (history[index - 1]?.toVersion ?? null),
    );
    expect(broken).toEqual([]);
    const { version } = await resolveTarget(name, { by: 'alias', alias: 'champion' });
    expect(history.at(-1)?.toVersion).toBe(version);
    expect(history.every((move) => move.fromVersion !== move.toVersion)).toBe(true);
  });

  test('are deleted with a trace', async () => {
    const name = await newModel(1);
    await moveAlias(admin, name, 'trial', { version: 1, reason: '' });
    await deleteAlias(admin, name, 'trial', 'done');
    expect((await aliasHistory(admin, name, 'trial'))[0]).toMatchObject({ toVersion: null, reason: 'done' });
    await expect(deleteAlias(admin, name, 'trial')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the database refuses to rewrite their history', async () => {
    const name = await newModel(1);
    await moveAlias(admin, name, 'champion', { version: 1, reason: '' });
    await expect(pool().query(`UPDATE alias_move SET reason = 'forged'`)).rejects.toThrow(/never changed/);
  });
});

describe('around the registry', () => {
  test('each change is audited and announced when it is committed', async () => {
    const keys: string[] = [];
    const stop = await onChange((change) => {
      if (change?.topic === 'registry') keys.push(change.key);
    });
    const name = await newModel(1);
    await moveAlias(admin, name, 'champion', { version: 1, reason: 'why not' });
    await expect.poll(() => keys.filter((key) => key === name)).toHaveLength(3);
    stop();
    const events = await prisma().auditEvent.findMany({
      where: { subjectName: name },
      orderBy: { id: 'asc' },
    });
    expect(events.map((event) => event.action)).toEqual([
      'model.created',
      'version.registered',
      'alias.moved',
    ]);
  });

  test('a viewer may neither read nor change it', async () => {
    const name = await newModel(1);
    const attempts = [
      () => listModels(viewer),
      () => getModel(viewer, name),
      () => getVersion(viewer, name, 1),
      () => aliasHistory(viewer, name, 'champion'),
      () => validateChain(viewer, ''),
      () => createModel(viewer, { name: 'mine', description: '' }),
      () => registerVersion(viewer, name, { chain: plain, description: '' }),
      () => moveAlias(viewer, name, 'champion', { version: 1, reason: '' }),
      () => deleteAlias(viewer, name, 'champion'),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('validation finds missing references at their place and changes nothing', async () => {
    const source = 'model:\n  provider: nobody\n  name: x\nretrieval:\n  knowledge: nowhere\n';
    const { chain, problems } = await validateChain(admin, source);
    expect(chain).toBeNull();
    expect(problems.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['retrieval.knowledge', 5, 3],
      ['model.provider', 2, 3],
    ]);
  });
});
