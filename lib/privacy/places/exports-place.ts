import { rewriteStaleExports } from '../../log-export/index.ts';
import { whose } from './inference-place.ts';
import type { Place } from './place.ts';
import { countRows } from './place-store.ts';

/** Comes after the log and its ratings: what changed there made the files stale that hold it. */
export const exportsPlace: Place = {
  key: 'exports',
  label: 'Files of the log in folders and buckets',
  fate: 'Every file that held something of this person was written again without it.',
  count: (subject) =>
    countRows(
      'log_export_file',
      `(endpoint_name, day) IN (
         SELECT endpoint_name, (at AT TIME ZONE 'UTC')::date FROM inference WHERE ${whose(subject)})`,
      subject,
    ),
  // Fails while a target does not take its files, so that no certificate says what is not so.
  erase: async (_subject, { signal }) => rewriteStaleExports(signal),
};
