import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replayStage, type StageEvent } from './replay-stage.ts';
import { type Stage, stages } from './schemas.ts';

const noReason = { reason: '', ticket: '', actor: 'Ada' };

function event(minute: number, version: number, change: StageEvent['change']): StageEvent {
  return { at: new Date(minute * 60_000), version, change, ...noReason };
}

const changes = fc.oneof(
  fc.record({ kind: fc.constant('stage' as const), to: fc.constantFrom(...stages) }),
  fc.record({ kind: fc.constant('deletion' as const), deleted: fc.boolean() }),
);

/** Events in order; about a third share the moment of the one before, as those of one transaction do. */
const histories = fc
  .array(
    fc.record({ step: fc.constantFrom(0, 1, 2), version: fc.integer({ min: 1, max: 5 }), change: changes }),
    {
      maxLength: 40,
    },
  )
  .map((list) => {
    let minute = 0;
    return list.map(({ step, version, change }) => {
      minute += step;
      return event(minute, version, change);
    });
  });

/** What the stage means after everything up to a time, worked out from nothing. */
function naiveMeaning(stage: Stage, events: readonly StageEvent[], until: number): number | null {
  let best: number | null = null;
  for (let version = 1; version <= 5; version++) {
    const own = events.filter((entry) => entry.version === version && entry.at.getTime() <= until);
    const place = own.findLast((entry) => entry.change.kind === 'stage')?.change;
    const deletion = own.findLast((entry) => entry.change.kind === 'deletion')?.change;
    const deleted = deletion?.kind === 'deletion' && deletion.deleted;
    if (place?.kind === 'stage' && place.to === stage && !deleted) best = version;
  }
  return best;
}

test('what a stage meant at any time is what a look at all events up to it says', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...stages), (events, stage) => {
      const moves = replayStage(stage, events);
      for (const time of [-1, ...events.map((entry) => entry.at.getTime())]) {
        const meant = moves.find((move) => move.at.getTime() <= time)?.toVersion ?? null;
        expect(meant).toBe(naiveMeaning(stage, events, time));
      }
    }),
  );
});

test('moves are an unbroken chain of real changes, one a moment, newest first', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...stages), (events, stage) => {
      const moves = replayStage(stage, events).reverse();
      moves.forEach((move, index) => {
        expect(move.fromVersion).toBe(moves[index - 1]?.toVersion ?? null);
        expect(move.toVersion).not.toBe(move.fromVersion);
        expect(move.at.getTime()).toBeGreaterThan(moves[index - 1]?.at.getTime() ?? -1);
      });
    }),
  );
});

test('a transition that archives the one before is one move', () => {
  const toProduction = { kind: 'stage', to: 'production' } as const;
  const events = [
    event(1, 1, toProduction),
    event(2, 2, toProduction),
    event(2, 1, { kind: 'stage', to: 'archived' }),
  ];
  expect(replayStage('production', events).map((move) => [move.fromVersion, move.toVersion])).toEqual([
    [1, 2],
    [null, 1],
  ]);
});
