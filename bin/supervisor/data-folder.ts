/** The folder that holds everything this installation keeps: made, checked for space, and locked for one start at a time. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomToken } from '../../lib/platform/crypto.ts';
import { tryLock } from './process-lock.ts';
import { codeOf, UserError } from './user-error.ts';

const leastFreeBytes = 100 * 1024 * 1024;

/** Who holds the folder, for the second start's message. */
export interface Holder {
  pid: number;
  url: string;
  stopping: boolean;
}

const elsewhere = 'choose another folder with SLIPWAY_DATA_DIR';

export function diskFull(folder: string): UserError {
  return new UserError(`The disk that holds ${folder} is full. Free some space, or ${elsewhere}.`);
}

export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Names what the file system refused for the data folder, in one sentence. Returns other errors as they are. */
export function explainFileError(error: unknown, folder: string): unknown {
  if (isDiskFull(error)) return diskFull(folder);
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new UserError(
        `This account may not write to the data folder ${folder}. Correct its owner, or ${elsewhere}.`,
      );
    case 'EROFS':
      return new UserError(`The data folder ${folder} is on a read-only disk; ${elsewhere}.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new UserError(
        `${folder} cannot be the data folder because a file stands in its way; ${elsewhere}.`,
      );
    default:
      return error;
  }
}

/** Makes the folder and proves that it can be written. `shared` lets another account (PostgreSQL's) pass through it. */
export function prepareDataFolder(folder: string, shared: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, shared ? 0o711 : 0o700);
    const probe = path.join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    throw explainFileError(error, folder);
  }
  const space = statfsSync(folder);
  const free = space.bavail * space.bsize;
  if (free < leastFreeBytes) {
    throw new UserError(
      `The disk that holds ${folder} is nearly full (${Math.floor(free / 1024 / 1024)} MB free, ` +
        `${leastFreeBytes / 1024 / 1024} MB needed). Free some space, or choose another folder with SLIPWAY_DATA_DIR.`,
    );
  }
}

export interface FolderLock {
  describe(holder: Holder): void;
  release(): void;
}

/** Takes the folder for this process, or returns `null` when another one has it. */
export function tryLockFolder(folder: string): FolderLock | null {
  const lock = tryLock(path.join(folder, 'lock'));
  if (lock === null) return null;
  const details = path.join(folder, 'running.json');
  return {
    describe(holder) {
      writeFileSync(`${details}.new`, JSON.stringify(holder));
      renameSync(`${details}.new`, details);
    },
    release() {
      rmSync(details, { force: true });
      lock.release();
    },
  };
}

export function readHolder(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** The installation's secret, made once. Everything sealed or signed depends on it, so it is never replaced. */
export function readOrCreateSecret(folder: string): string {
  const file = path.join(folder, 'secret');
  try {
    writeFileSync(file, randomToken(48), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw explainFileError(error, folder);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) {
    throw new UserError(
      `${file} is damaged: it must hold the secret of this installation. Restore it from a backup; without it, ` +
        'stored provider keys cannot be read. Only on a new installation, delete it and start again.',
    );
  }
  return secret;
}
