import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entryOf, type LockFile, missingOptional } from './lock-file.ts';

it('package-lock.json knows the packages of every platform; if not, run `node bin/complete-lock.ts`', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  expect(missingOptional(lock).map(({ name }) => name)).toEqual([]);
});

it('package-lock.json names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved": "http');
});

it('finds what is missing, at whatever depth it is looked for', () => {
  const lock: LockFile = {
    packages: {
      'node_modules/a': {
        dev: true,
        optionalDependencies: { 'a-linux-x64-musl': '1.2.3', fsevents: '^2.0.0' },
      },
      'node_modules/b': {},
      'node_modules/b/node_modules/c': { optionalDependencies: { near: '1.0.0', far: '1.0.0' } },
      'node_modules/b/node_modules/near': {},
      'node_modules/far': {},
    },
  };
  const missing = missingOptional(lock);
  expect(missing).toEqual([
    { name: 'a-linux-x64-musl', version: '1.2.3', wantedBy: 'node_modules/a', development: true },
  ]);
  expect(missing.map(entryOf)).toEqual([
    { version: '1.2.3', cpu: ['x64'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
  ]);
});
