/**
 * A lock that one process at a time can hold. SQLite's exclusive lock is the operating system's own: it ends with the
 * process that holds it, however that process ends, so neither a `kill -9` nor a recycled process id leaves it behind.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessLock {
  release(): void;
}

const sqliteBusy = 5;
const pollMs = 200;

/** `null` when another process holds it. */
export function tryLock(file: string): ProcessLock | null {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return null;
    throw error;
  }
}

export async function waitForLock(file: string): Promise<ProcessLock> {
  for (;;) {
    const lock = tryLock(file);
    if (lock !== null) return lock;
    await delay(pollMs);
  }
}
