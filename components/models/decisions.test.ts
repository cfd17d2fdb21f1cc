import { expect, test } from 'vitest';
import type { AliasMove, StageMove } from '#lib/registry/schemas.ts';
import { decisionsAbout, decisionsOf } from './decisions.ts';

const who = { reason: '', ticket: '', actor: 'ada' };
const alias = (at: string, fromVersion: number | null, toVersion: number | null): AliasMove => ({
  alias: 'champion',
  fromVersion,
  toVersion,
  at,
  ...who,
});
const stage = (at: string, version: number, toStage: StageMove['toStage']): StageMove => ({
  version,
  fromStage: 'development',
  toStage,
  at,
  ...who,
});

const log = decisionsOf({
  aliasMoves: [alias('2026-11-20T12:00:00Z', 1, 2), alias('2026-11-20T09:00:00Z', null, 1)],
  stageMoves: [
    stage('2026-11-20T12:00:00Z', 2, 'production'),
    stage('2026-11-20T10:00:00+02:00', 1, 'staging'),
  ],
  deletions: [{ version: 1, deleted: true, at: '2026-11-20T13:00:00Z', ...who }],
});

test('all kinds are one log, newest first', () => {
  expect(log.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'deletion 2026-11-20T13:00:00Z',
    'stage 2026-11-20T12:00:00Z',
    'alias 2026-11-20T12:00:00Z',
    'alias 2026-11-20T09:00:00Z',
    'stage 2026-11-20T10:00:00+02:00',
  ]);
});

test('a version sees its own stages and the aliases that came and went', () => {
  expect(decisionsAbout(log, 1).map(({ kind }) => kind)).toEqual(['deletion', 'alias', 'alias', 'stage']);
  expect(decisionsAbout(log, 3)).toEqual([]);
});
