import type { JobRun } from '../../jobs/index.ts';
import type { Subject } from '../schemas.ts';

export interface EraseRun extends JobRun {
  documents: 'erase' | 'keep';
  /** Under which the person may be mentioned: address, name. */
  names: readonly string[];
}

/**
 * One place where something of a person may be. A room that begins to hold such data adds its place to `places.ts` and
 * its tables to `classification.ts`; a test fails until it does.
 */
export interface Place {
  /** Name in archives and certificates; stable. */
  key: string;
  label: string;
  /** What erasing does to it, in words. */
  fate: string;
  count(subject: Subject): Promise<number>;
  /** What an archive tells, one JSON object for each row; nothing secret. Absent where there is nothing to hand over. */
  read?(subject: Subject): AsyncIterable<object>;
  /**
   * Removes the rows or what names the person in them, in short statements, and gives how many there were. Safe to
   * interrupt and to run again. Absent where nothing personal stays once the account is closed.
   */
  erase?(subject: Subject, run: EraseRun): Promise<number>;
}
