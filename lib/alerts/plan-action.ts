/** Whether an alert is about what was released last, and what that would be taken back to. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { EndpointDetail } from '../serving/schemas.ts';

export interface Release {
  /** Configuration to go back to. */
  to: number;
  /** Configuration in force. */
  expectedConfig: number;
  at: Date;
  /** An alias or a stage was moved, and no configuration made. */
  byMove: boolean;
}

export type LastRelease = { kind: 'found'; release: Release } | { kind: 'none'; why: string };

type Known = Pick<EndpointDetail, 'config' | 'history' | 'moves'>;

/**
 * The last change of what is served, and the last good state before it. `bad` are configurations under which the rule has
 * fired: going back to one of them mends nothing.
 */
export function lastRelease({ config, history, moves }: Known, bad: ReadonlySet<number>): LastRelease {
  const current = history.find(({ number }) => number === config);
  if (current === undefined)
    return { kind: 'none', why: 'The configuration in force is not in its history.' };
  const [move] = moves;
  if (move !== undefined && move.at > current.createdAt) {
    const release = { to: config, expectedConfig: config, at: new Date(move.at), byMove: true };
    return { kind: 'found', release };
  }
  if (current.rolledBackTo !== null) {
    return { kind: 'none', why: 'The endpoint was rolled back already, and nothing was released since.' };
  }
  const good = history.find(
    ({ number, servedEntities }) =>
      number < config && !bad.has(number) && !isDeepStrictEqual(servedEntities, current.servedEntities),
  );
  if (good === undefined) return { kind: 'none', why: 'There is no good configuration to go back to.' };
  const at = new Date(current.createdAt);
  return { kind: 'found', release: { to: good.number, expectedConfig: config, at, byMove: false } };
}

export interface Served {
  name: string;
  target: { by: string; model?: string };
  resolvedVersion: number | null;
}

/** Null when the alert's group is what was released; otherwise why it is not. */
export function whyNotReleased(
  labels: Readonly<Record<string, string>>,
  expectedConfig: number,
  now: readonly Served[],
  then: readonly Served[],
): string | null {
  const { configuration, version, arm, model } = labels;
  if (configuration !== undefined) {
    return configuration === String(expectedConfig)
      ? null
      : `It fired for configuration ${configuration}, and ${expectedConfig} is in force.`;
  }
  if (version !== undefined) {
    const serves = (entities: readonly Served[]) =>
      entities.some(
        (entity) =>
          String(entity.resolvedVersion) === version &&
          (model === undefined || entity.target.model === model),
      );
    if (!serves(now)) return `Version ${version} is not served any more.`;
    return serves(then) ? `Version ${version} was served before the last release too.` : null;
  }
  if (arm !== undefined) {
    const nowServed = now.find(({ name }) => name === arm);
    const thenServed = then.find(({ name }) => name === arm);
    if (nowServed === undefined) return `${arm} is not served any more.`;
    const same =
      thenServed !== undefined &&
      thenServed.resolvedVersion === nowServed.resolvedVersion &&
      thenServed.target.model === nowServed.target.model;
    return same ? `${arm} served the same before the last release.` : null;
  }
  return 'Its group names no version, arm or configuration, so it is not known to come from the last release.';
}
