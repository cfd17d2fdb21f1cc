import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOnnxModel, tinyModelDimensions } from '../../../e2e/fixtures/make-onnx-model.ts';
import { loadTransformers, openLocalEmbedder, type TransformersModule } from './local-embedder.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-model-'));
  await writeFile(path.join(folder, 'config.json'), '{}');
});
afterAll(() => rm(folder, { recursive: true }));

function fakeTransformers(): TransformersModule & { opened: string[] } {
  const opened: string[] = [];
  return {
    opened,
    env: { allowRemoteModels: true, allowLocalModels: false, localModelPath: '' },
    pipeline: async (_task, model) => {
      opened.push(model);
      return async (texts) => ({ tolist: () => texts.map((text) => [text.length, 0]) });
    },
  };
}

test('opens the folder, and forbids downloads before it does', async () => {
  const transformers = fakeTransformers();
  const embedder = await openLocalEmbedder({ kind: 'local', folder }, async () => transformers);
  expect(transformers.env).toEqual({
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: path.dirname(folder),
  });
  expect(transformers.opened).toEqual([path.basename(folder)]);
  expect(await embedder.embed(['four'], new AbortController().signal)).toEqual([Float32Array.of(4, 0)]);
});

test('a missing folder is named, and nothing is loaded', async () => {
  const transformers = fakeTransformers();
  const opening = openLocalEmbedder({ kind: 'local', folder: '/no/such/model' }, async () => transformers);
  await expect(opening).rejects.toThrow('/no/such/model');
  expect(transformers.opened).toEqual([]);
});

test('runs a real ONNX model from a folder, without the network', async () => {
  const model = path.join(folder, 'tiny');
  await makeOnnxModel(model);
  const embedder = await openLocalEmbedder({ kind: 'local', folder: model });
  const texts = ['The crane lifts a load', 'a rope and a hoist', 'bake bread'];
  const [crane, rope, bread] = await embedder.embed(texts, new AbortController().signal);
  const dot = (a: ArrayLike<number> = [], b: ArrayLike<number> = []) =>
    Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  expect(crane).toHaveLength(tinyModelDimensions);
  expect(dot(crane, crane)).toBeCloseTo(1, 5);
  expect(dot(crane, rope)).toBeGreaterThan(0.9);
  expect(dot(crane, bread)).toBeLessThan(0.2);
});

test('a missing package says what to do', async () => {
  const load = () => loadTransformers('@huggingface/not-there');
  await expect(openLocalEmbedder({ kind: 'local', folder }, load)).rejects.toThrow(
    'npm i @huggingface/not-there',
  );
});
