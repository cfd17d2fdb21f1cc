/** One change of which version a target means. */
export interface TargetMove {
  at: Date;
  /** Null when it meant none. */
  fromVersion: number | null;
  /** Null when it means none any more. */
  toVersion: number | null;
  reason: string;
  ticket: string;
  actor: string;
}
