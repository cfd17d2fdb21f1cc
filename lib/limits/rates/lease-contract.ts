/**
 * What a process and the database say to each other about one bucket: the allowance of one subject under one rule. The
 * database's side is the function `lease_rates` (prisma/migrations/…_rate_leases_ahead).
 *
 * Windows are fixed and those of the database's clock. A process takes slices of the current one, in sizes that shrink with
 * what is left, as in guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on Computers C-36, 1987), and
 * says what it needs as in Doorman (github.com/youtube/doorman). A little before a window begins, those in use get a slice
 * of it ahead. What a process was given counts as used unless it is given back, so the sum over all processes never exceeds
 * the limit, whoever dies or is cut off.
 */
export interface LeaseAsk {
  rule: string;
  subject: string;
  /** Window of the slice the process has; null for none. What it reports and returns belongs to it. */
  number: number | null;
  /** By the process's own monotonic clock that window is not over, whatever the database's clock jumped to. */
  vouched: boolean;
  /** Units of the slice that were used since the last report. */
  used: number;
  /** Units of the slice that are given back. */
  returned: number;
  /** Units of the slice that are neither used nor given back. */
  kept: number;
  /** Units used beyond any slice: taken from this window as far as they fit, else from the next ones. */
  owed: number;
  /** For requests that wait; `least` of them is of use to one of them, fewer are not given. */
  needed: number;
  least: number;
  /** In advance; at most an eighth of what is left. */
  extra: number;
  /** Of the window after `number`; at most an eighth of what is left of it. */
  ahead: number;
  /** Units of the window after `number` that are given back. */
  aheadReturned: number;
  /** Whether others should be asked for what they do not use, when that is too little. */
  recall: boolean;
}

export interface LeaseReply {
  rule: string;
  subject: string;
  number: number;
  granted: number;
  /** Granted of the window after `number`. */
  aheadGranted: number;
  /** Left in the window after the grant. */
  free: number;
  /** Given to all processes and not yet reported as used: some may come back. */
  held: number;
  limit: number;
  /** Of the window, in milliseconds by the database's clock. */
  leftMs: number;
  /** Of every window of this rule, in milliseconds. */
  lengthMs: number;
  /** Others hold some and were asked to give back what they do not use. */
  recalled: boolean;
}

/** Asks about rules that are gone or switched off get no reply. Throws `NotLeased` when nothing can have changed. */
export type LeaseRates = (asks: readonly LeaseAsk[]) => Promise<readonly LeaseReply[]>;

/** The database certainly did not take the asks: what was to be returned is still the process's own. */
export class NotLeased extends Error {
  override readonly name = 'NotLeased';
}
