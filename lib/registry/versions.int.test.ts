import '../../e2e/support/test-database.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { admin, chainWith, newModel, passes, versionInput } from '../../e2e/support/registry.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import {
  createModel,
  getModel,
  getVersion,
  listModels,
  moveAlias,
  registerVersion,
  resolveTarget,
  updateModel,
  updateVersion,
} from './index.ts';

afterAll(closeEvents);

function register(name: string, input: Parameters<typeof versionInput>[0], dryRun = passes) {
  return registerVersion(admin, name, versionInput(input), dryRun);
}

describe('registering', () => {
  test('a model is made once, listed, and read with its versions', async () => {
    const name = await newModel(2);
    const again = createModel(admin, { name, description: '', tags: {} });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const listed = (await listModels(admin)).find((model) => model.name === name);
    const stages = { development: [2, 1], staging: [], production: [] };
    expect(listed).toMatchObject({ latestVersion: 2, aliases: [], endpoints: [], stages });
    const detail = await getModel(admin, name);
    expect(detail.versions.map((version) => version.number)).toEqual([2, 1]);
    const second = await getVersion(admin, name, 2);
    expect(second).toMatchObject({ document: chainWith(2), form: 'chain', stage: 'development' });
    expect(second.yaml).toContain('maxOutputTokens: 2');
    await expect(getVersion(admin, name, 3)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getModel(admin, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('twenty at once get twenty consecutive numbers', async () => {
    const name = await newModel();
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => register(name, { document: chainWith(index + 1) })),
    );
    const numbers = made.map((version) => version.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('the same document again is a new version that says so', async () => {
    const name = await newModel(1);
    const again = await register(name, { document: chainWith(1) });
    expect(again).toMatchObject({ number: 2, unchangedFrom: 1 });
    const other = await register(name, { document: chainWith(9) });
    expect(other).toMatchObject({ number: 3, unchangedFrom: null });
  });

  test('YAML is read, and its mistakes are told with line and column', async () => {
    const name = await newModel();
    const source = 'model:\n  provider: extractive\n  name: extractive-1\n';
    const version = await register(name, { source });
    expect(version).toMatchObject({ number: 1, provider: 'extractive', createdBy: 'test' });
    await expect(register(name, { source: `${source}colour: red\n` })).rejects.toThrow(/line 4, column 1/);
  });

  test('each packaging form is kept as it came and written out as what runs', async () => {
    const name = await newModel();
    const model = { provider: 'extractive', name: 'extractive-1' };
    const prompt = await register(name, { source: JSON.stringify({ kind: 'prompt', prompt: {}, model }) });
    expect(prompt).toMatchObject({
      form: 'prompt',
      document: { kind: 'prompt' },
      chain: { retrieval: null },
    });
    const external = await register(name, { source: JSON.stringify({ kind: 'external-model', model }) });
    expect(external).toMatchObject({ form: 'external-model', chain: { prompt: null, preprocess: [] } });
    const resolved = await resolveTarget({ by: 'version', model: name, version: external.number });
    expect(resolved).toMatchObject({
      version: 2,
      alias: null,
      stage: null,
      chain: { form: 'external-model' },
    });
  });

  test('the database refuses to change a version, whoever asks', async () => {
    const name = await newModel(1);
    const { rows } = await pool().query<{ id: string }>(
      'SELECT v.id FROM model_version v JOIN registered_model m ON m.id = v.model_id WHERE m.name = $1',
      [name],
    );
    const changes = [`chain = '{}'`, `chain_hash = 'x'`, 'number = 7', `lineage = '{}'`, `dry_run = '{}'`];
    for (const change of changes) {
      const forged = pool().query(`UPDATE model_version SET ${change} WHERE id = $1`, [rows[0]?.id]);
      await expect(forged).rejects.toThrow(/never changed/);
    }
  });
});

describe('descriptions and tags', () => {
  test('of a version change, and nothing else does', async () => {
    const name = await newModel(1);
    await moveAlias(admin, name, 'champion', { version: 1, reason: '', ticket: '' });
    const before = await getVersion(admin, name, 1);
    const after = await updateVersion(admin, name, 1, { tags: { risk: 'low' } });
    expect(after).toEqual({ ...before, tags: { risk: 'low' } });
    expect(await updateVersion(admin, name, 1, { description: 'Better.' })).toEqual({
      ...after,
      description: 'Better.',
    });
    const events = await prisma().auditEvent.findMany({
      where: { subjectName: name, action: 'version.updated' },
    });
    expect(events).toHaveLength(2);
  });

  test('of a model change', async () => {
    const name = await newModel(1);
    const changed = await updateModel(admin, name, { description: 'Answers.', tags: { owner: 'search' } });
    expect(changed).toMatchObject({ description: 'Answers.', tags: { owner: 'search' }, latestVersion: 1 });
    expect(await updateModel(admin, name, { tags: {} })).toMatchObject({ description: 'Answers.', tags: {} });
    await expect(updateModel(admin, 'nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  });
});
