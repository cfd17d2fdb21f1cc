/** `@portkey-ai/gateway` from npm, installed on demand into a folder of its own: it is no dependency of ours. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../e2e/support/product.ts';
import { endProcess, untilAnswers } from './processes.ts';

const portkeyVersion = '1.15.2';
const folder = path.join(os.tmpdir(), `slipway-bench-portkey-${portkeyVersion}`);
const script = path.join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');

const manifest = {
  private: true,
  dependencies: { '@portkey-ai/gateway': portkeyVersion },
  // With what npm resolves today every streaming call is answered with 500.
  overrides: { hono: '4.9.7', '@hono/node-server': '1.14.0' },
};

async function install(): Promise<void> {
  if (existsSync(script)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
  await promisify(execFile)('npm', args, { cwd: folder, timeout: 120_000 });
}

export interface Portkey {
  origin: string;
  /** That make it call the provider at an address. */
  headers: Record<string, string>;
  stop(): Promise<void>;
}

/** @throws when it cannot be installed, e.g. without a network. */
export async function startPortkey(providerPort: number): Promise<Portkey> {
  await install();
  const port = await freePort();
  const child = spawn(process.execPath, [script, `--port=${port}`, '--headless'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(origin);
  return {
    origin,
    headers: {
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${providerPort}/v1`,
      authorization: 'Bearer sk-mock',
    },
    stop: () => endProcess(child),
  };
}
