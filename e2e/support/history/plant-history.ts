/** Weeks of traffic for a product that was started a moment ago. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Arm } from './draw-request.ts';
import type { History } from './write-history.ts';

const script = path.join(import.meta.dirname, 'history-process.ts');
const root = path.resolve(import.meta.dirname, '../../..');

export const goodArm: Arm = {
  entity: 'main',
  model: 'guide-assistant',
  version: 1,
  slowness: 1,
  dearness: 1,
  badness: 0.04,
  errors: 0.004,
};

/** A version that is slower and dearer, and whose answers are worse. */
export const badArm: Arm = {
  entity: 'candidate',
  model: 'guide-assistant',
  version: 2,
  slowness: 3.5,
  dearness: 4,
  badness: 0.55,
  errors: 0.12,
};

/** Two weeks that went well and, in the last hours, a candidate that does not. */
export const twoWeeks: Omit<History, 'config'> = {
  endpoint: 'assistant',
  days: 14,
  perDay: 500,
  seed: 7,
  arms: [
    { arm: goodArm, share: 75 },
    { arm: { ...badArm, slowness: 1.1, dearness: 1.1, badness: 0.05, errors: 0.004 }, share: 25 },
  ],
  lately: {
    hours: 5,
    foreignShare: 0.3,
    arms: [
      { arm: goodArm, share: 75 },
      { arm: badArm, share: 25 },
    ],
  },
};

export async function plantHistory(dataFolder: string, history: History): Promise<void> {
  await promisify(execFile)(process.execPath, [script, JSON.stringify(history)], {
    cwd: root,
    env: { ...process.env, SLIPWAY_DATA_DIR: dataFolder },
  });
}
