import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dataDir } from '../../platform/env.ts';
import { AppError } from '../../platform/errors.ts';
import type { Embedder } from '../../providers/contract.ts';
import type { EmbeddingConfig } from '../schemas.ts';

type LocalConfig = Extract<EmbeddingConfig, { kind: 'local' }>;

/** The part of `@huggingface/transformers` 4 that is used. */
export interface TransformersModule {
  env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  pipeline(
    task: 'feature-extraction',
    model: string,
  ): Promise<
    (texts: string[], options: { pooling: 'mean'; normalize: true }) => Promise<{ tolist(): unknown }>
  >;
}

const vectorsSchema = z.array(z.array(z.number()));

// An optional package: a variable name keeps bundlers from taking it in, and a machine without it from failing to start.
const transformersPackage = '@huggingface/transformers';

/** @throws AppError `invalid` when the package is missing. */
export async function loadTransformers(packageName = transformersPackage): Promise<TransformersModule> {
  try {
    return (await import(/* webpackIgnore: true */ packageName)) as TransformersModule;
  } catch (error) {
    throw new AppError(
      'invalid',
      `Local embedding models need the package ${packageName}, which could not be installed on this machine. Run "npm i ${packageName}" in Slipway's folder to see why, or use an embedding provider.`,
      { cause: error },
    );
  }
}

/** Absolute as it is, else under the data folder's `models/`. */
function modelFolder(folder: string): string {
  return path.isAbsolute(folder) ? folder : dataDir('models', folder);
}

/**
 * An ONNX model in a local folder. Nothing is ever downloaded.
 * @throws AppError `invalid` when the folder or the package is missing.
 */
export async function openLocalEmbedder(
  config: LocalConfig,
  load: () => Promise<TransformersModule> = () => loadTransformers(),
): Promise<Embedder> {
  const folder = modelFolder(config.folder);
  const found = await stat(path.join(folder, 'config.json')).catch(() => null);
  if (found === null) {
    throw new AppError(
      'invalid',
      `No embedding model was found in ${folder}: it must hold config.json, tokenizer.json and onnx/model.onnx.`,
    );
  }
  const transformers = await load();
  transformers.env.allowRemoteModels = false;
  transformers.env.allowLocalModels = true;
  transformers.env.localModelPath = path.dirname(folder);
  const extract = await transformers.pipeline('feature-extraction', path.basename(folder));
  return {
    id: `local/${path.basename(folder)}`,
    async embed(texts, signal) {
      signal.throwIfAborted();
      const output = await extract([...texts], { pooling: 'mean', normalize: true });
      return vectorsSchema.parse(output.tolist()).map((vector) => Float32Array.from(vector));
    },
  };
}
