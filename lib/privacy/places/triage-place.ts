/** What a person did in triage, and what of theirs was copied into datasets. */
import type { Subject } from '../schemas.ts';
import type { Place } from './place.ts';
import { atOnce, countRows, inBatches, readRows } from './place-store.ts';

/** Copies of what the person asked. */
const copied = ({ kind }: Subject) => (kind === 'user' ? 'requester_id = $1::uuid' : 'client = $1');

const itemColumns =
  "id, dataset_id, request_id, question, CASE WHEN cardinality(documents) = 0 THEN answer ELSE '' END AS answer, expected, created_at";

export const datasetPlace: Place = {
  key: 'datasets',
  label: 'Questions copied into datasets',
  fate: 'Removed with their answers; the names of who made datasets and added to them are removed.',
  count: (subject) => countRows('dataset_item', copied(subject), subject),
  // Answers drawn from documents are in the archive with the request, withheld where the person may not read them.
  read: (subject) =>
    readRows({ columns: itemColumns, from: 'dataset_item', where: copied(subject), key: 'id' }, subject),
  async erase(subject, { signal }) {
    const items = await inBatches(
      `DELETE FROM dataset_item WHERE id IN (SELECT id FROM dataset_item WHERE ${copied(subject)} LIMIT $2)`,
      subject,
      signal,
    );
    if (subject.kind !== 'user') return items;
    const made = await atOnce(
      `UPDATE dataset SET created_by_id = NULL, created_by_name = 'Erased person' WHERE created_by_id = $1::uuid`,
      subject,
    );
    const added = await atOnce(
      `UPDATE dataset_item SET added_by_id = NULL, added_by_name = 'Erased person' WHERE added_by_id = $1::uuid`,
      subject,
    );
    return items + made + added;
  },
};

const marks = ['inference_label', 'inference_done'];

export const triagePlace: Place = {
  key: 'triage',
  label: 'Saved views and labels',
  fate: 'Views are removed; labels stay, of nobody.',
  count: async (subject) => {
    if (subject.kind !== 'user') return 0;
    const views = await countRows('saved_view', 'owner_id = $1::uuid', subject);
    const set = await Promise.all(marks.map((table) => countRows(table, 'by_id = $1::uuid', subject)));
    return set.reduce((sum, count) => sum + count, views);
  },
  async *read(subject) {
    if (subject.kind !== 'user') return;
    yield* readRows(
      {
        columns: 'id, name, shared, query, columns, created_at, updated_at',
        from: 'saved_view',
        where: 'owner_id = $1::uuid',
        key: 'id',
      },
      subject,
    );
    yield* readRows(
      {
        columns: 'inference_id, (SELECT name FROM label WHERE id = label_id) AS label, at',
        from: 'inference_label',
        where: 'by_id = $1::uuid',
        key: "inference_id::text || '/' || label_id::text",
      },
      subject,
    );
  },
  async erase(subject, { signal }) {
    if (subject.kind !== 'user') return 0;
    let total = await atOnce('DELETE FROM saved_view WHERE owner_id = $1::uuid', subject);
    for (const table of marks) {
      total += await inBatches(
        `UPDATE ${table} SET by_id = NULL, by_name = 'Erased person'
         WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE by_id = $1::uuid LIMIT $2))`,
        subject,
        signal,
      );
    }
    return total;
  },
};

/** Words of topics rest on three people at least, unless fewer than that ever asked: then they may be this person's. */
export const topicWordsPlace: Place = {
  key: 'topic-words',
  label: 'Words that name topics',
  fate: 'Those of endpoints that hardly anybody asked are removed, until topics are made again.',
  count: async () => 0,
  erase: (subject) =>
    atOnce(
      `UPDATE topic SET terms = '{}' WHERE $1::text IS NOT NULL AND terms <> '{}'
         AND endpoint_name IN (SELECT endpoint_name FROM topic_model WHERE askers < 4)`,
      subject,
    ),
};
