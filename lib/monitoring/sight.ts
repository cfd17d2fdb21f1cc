import type { Reach } from '../access/index.ts';

/** What a reader may see. */
export interface Sight {
  /** Where dashboards may be seen. */
  reach: Reach | null;
  /** Gauges of no endpoint too: processes, queues, the database. */
  system: boolean;
}
