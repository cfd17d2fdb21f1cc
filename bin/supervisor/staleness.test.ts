import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whenStale } from './staleness.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'slipway-stale-'));
  mkdirSync(path.join(root, 'src/deep'), { recursive: true });
  write('src/deep/a.ts', 'one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  writeFileSync(path.join(root, file), text);
}

function check(also = 'v1') {
  return whenStale(path.join(root, 'stamp.json'), {
    root,
    paths: ['src', 'missing'],
    ignore: /\.test\.ts$/,
    also,
  });
}

it('is stale until marked, then fresh', () => {
  const mark = check();
  expect(mark).not.toBeNull();
  expect(check()).not.toBeNull();
  mark?.();
  expect(check()).toBeNull();
});

it('notices changed, added and removed files and another version, not ignored ones', () => {
  const fresh = () => {
    check()?.();
    expect(check()).toBeNull();
  };
  fresh();
  write('src/deep/a.ts', 'two');
  expect(check()).not.toBeNull();
  fresh();
  write('src/b.ts', '');
  expect(check()).not.toBeNull();
  fresh();
  rmSync(path.join(root, 'src/b.ts'));
  expect(check()).not.toBeNull();
  fresh();
  write('src/a.test.ts', 'x');
  expect(check()).toBeNull();
  expect(check('v2')).not.toBeNull();
});

it('compares contents when only the times differ, as after a checkout', () => {
  check()?.();
  utimesSync(path.join(root, 'src/deep/a.ts'), 1, 1);
  expect(check()).toBeNull();
});

it('stays stale when a file changes while the result is being made', () => {
  const mark = check();
  write('src/deep/a.ts', 'changed meanwhile');
  mark?.();
  expect(check()).not.toBeNull();
});
