import type { LogRow } from './row-store.ts';

/** What a row may show. */
export interface Shown {
  row: LogRow;
  /** False where the export leaves text out, the endpoint stores none, or it was removed. */
  text: boolean;
  /** The answer drew on a document that only some may read. */
  withheld: boolean;
}
