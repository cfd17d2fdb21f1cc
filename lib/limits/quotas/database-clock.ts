/**
 * PostgreSQL's clock, told forward by this process's monotonic one: periods and slices begin and end by it, whatever
 * somebody does to the clock of this machine.
 */

interface Reading {
  /** Milliseconds since the epoch, as PostgreSQL said. */
  at: number;
  monotonic: number;
}

// Next's bundle and the serving door hold an instance of this module each.
const readingKey = Symbol.for('slipway.limits.clock');
const registry = globalThis as { [readingKey]?: Reading };

export function noteDatabaseTime(at: number): void {
  registry[readingKey] = { at, monotonic: performance.now() };
}

/** Milliseconds since the epoch. Behind the true time by the way of the last reading; this machine's before the first. */
export function databaseTime(): number {
  const reading = registry[readingKey];
  return reading === undefined ? Date.now() : reading.at + (performance.now() - reading.monotonic);
}
