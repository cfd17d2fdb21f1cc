/** A server beside the supervised one, on the same PostgreSQL, that is killed again and again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { databaseUrl, eventually, type Product } from '../product.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const startLimitMs = 60_000;

export interface Victim {
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health/ready`).catch(() => null);
  await response?.arrayBuffer().catch(() => undefined);
  return response?.status === 200;
}

/** Starts the server and resolves when it answers. @throws when it ends before */
export async function startVictim(product: Product, port: number, secret: string): Promise<Victim> {
  const child: ChildProcess = spawn(process.execPath, ['bin/server.ts', '--api-only'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl(product.dataFolder),
      NEXTAUTH_URL: `http://localhost:${port}`,
      SLIPWAY_DATA_DIR: product.dataFolder,
      SLIPWAY_SECRET: secret,
      SLIPWAY_LOG: 'silent',
    },
  });
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  try {
    await eventually('the server to be ready', () => isReady(`http://localhost:${port}`), startLimitMs);
  } catch (error) {
    await kill();
    throw error;
  }
  return { kill };
}
