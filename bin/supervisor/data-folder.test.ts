import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  explainFileError,
  prepareDataFolder,
  readHolder,
  readOrCreateSecret,
  tryLockFolder,
} from './data-folder.ts';
import { UserError } from './user-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'slipway-folder-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('prepareDataFolder', () => {
  it('makes a folder for its owner alone, or one that others may pass through', () => {
    prepareDataFolder(path.join(folder, 'private'), false);
    expect(statSync(path.join(folder, 'private')).mode & 0o777).toBe(0o700);
    prepareDataFolder(path.join(folder, 'shared'), true);
    expect(statSync(path.join(folder, 'shared')).mode & 0o777).toBe(0o711);
  });

  it('says what stands in the way', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => prepareDataFolder(path.join(folder, 'file/data'), false)).toThrow(
      /a file stands in its way/,
    );
    expect(() => prepareDataFolder(path.join(folder, 'file'), false)).toThrow(/a file stands in its way/);
  });
});

it.each([
  ['ENOSPC', /is full/],
  ['EACCES', /may not write/],
  ['EROFS', /read-only/],
])('explains %s', (code, message) => {
  const explained = explainFileError(
    new Error('outer', { cause: Object.assign(new Error(), { code }) }),
    '/d',
  );
  expect(explained).toBeInstanceOf(UserError);
  expect(String(explained)).toMatch(message);
});

describe('readOrCreateSecret', () => {
  it('is made once, readable by its owner alone', () => {
    const secret = readOrCreateSecret(folder);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(readOrCreateSecret(folder)).toBe(secret);
    expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('is never replaced when damaged', () => {
    writeFileSync(path.join(folder, 'secret'), 'short');
    expect(() => readOrCreateSecret(folder)).toThrow(/Restore it from a backup/);
    expect(readFileSync(path.join(folder, 'secret'), 'utf8')).toBe('short');
  });
});

describe('tryLockFolder', () => {
  it('is held once, tells by whom, and is free after release', () => {
    const lock = tryLockFolder(folder);
    const holder = { pid: 7, url: 'http://localhost:1', stopping: false };
    lock?.describe(holder);
    expect(tryLockFolder(folder)).toBeNull();
    expect(readHolder(folder)).toEqual(holder);
    lock?.release();
    expect(readHolder(folder)).toBeNull();
    const again = tryLockFolder(folder);
    expect(again).not.toBeNull();
    again?.release();
  });
});
