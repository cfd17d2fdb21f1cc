/** Slipway as `npm start` runs it, but for the screens, and the same server without authentication and log beside it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  apiKey,
  databaseUrl,
  freePort,
  launchProduct,
  type Product,
  temporaryFolder,
} from '../../e2e/support/product.ts';
import { callApi } from '../../e2e/support/product-api.ts';
import { endProcess, untilAnswers } from './processes.ts';

/** One for both servers: they share a database. */
const secret = 'a-secret-for-this-run-of-the-benchmark-only';
const root = path.resolve(import.meta.dirname, '../..');

export interface Slipway {
  product: Product;
  headers: Record<string, string>;
  stop(): Promise<void>;
}

/** @param profileFolder where the processes write CPU profiles when they end; null for none. */
export async function startSlipway(profileFolder: string | null): Promise<Slipway> {
  const data = temporaryFolder();
  const profiling = profileFolder && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileFolder}` };
  const product = launchProduct({
    dataFolder: data.folder,
    port: await freePort(),
    args: ['--api-only'],
    env: { SLIPWAY_SECRET: secret, SLIPWAY_LOG: 'warn', ...profiling },
  });
  await product.ready;
  return {
    product,
    headers: { authorization: `Bearer ${apiKey}` },
    async stop() {
      await product.stop();
      data.remove();
    },
  };
}

const prices = { input: 150, cachedInput: 75, cacheWrite: 150, output: 600, reasoning: 600 };
const models = ['short', 'paced'] as const;
type Model = (typeof models)[number];

/** Endpoints of their own for the arm with limits: theirs are nobody else's. */
export const limitedEndpoints: Readonly<Record<Model, string>> = {
  short: 'short-limited',
  paced: 'paced-limited',
};

/** Makes an endpoint of the same name, and one to be limited, for each model of the mock provider. */
export async function serveMockModels(product: Product, providerPort: number): Promise<void> {
  await callApi(product, 'PUT', '/api/providers/mock', {
    baseUrl: `http://127.0.0.1:${providerPort}/v1`,
    allowPrivateNetwork: true,
    models: models.map((name) => ({ name, price: prices })),
  });
  for (const model of models) {
    const target = { by: 'external', provider: 'mock', providerModel: model };
    for (const name of [model, limitedEndpoints[model]]) {
      await callApi(product, 'POST', '/api/endpoints', {
        name,
        environment: 'production',
        servedEntities: [{ name: 'only', target, trafficPercentage: 100 }],
      });
    }
  }
}

export interface OffServer {
  origin: string;
  stop(): Promise<void>;
}

/** The server of the product with two modules replaced as they are loaded; see `off/replace.ts`. */
export async function startOffServer(product: Product): Promise<OffServer> {
  const port = await freePort();
  const replace = path.join(import.meta.dirname, 'off/replace.ts');
  const child = spawn(process.execPath, ['--import', replace, 'bin/server.ts', '--api-only'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl(product.dataFolder),
      NEXTAUTH_URL: `http://localhost:${port}`,
      SLIPWAY_DATA_DIR: product.dataFolder,
      SLIPWAY_SECRET: secret,
      SLIPWAY_LOG: 'warn',
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(`${origin}/api/health/ready`);
  return { origin, stop: () => endProcess(child) };
}
