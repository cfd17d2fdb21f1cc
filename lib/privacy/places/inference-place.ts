import type { Subject } from '../schemas.ts';
import type { Place } from './place.ts';
import { countRows, fenceInferences, inBatches, readRows } from './place-store.ts';
import { withholdRequests } from './withhold-rows.ts';

/** Rows of the log that a subject asked for. */
export const whose = ({ kind }: Subject) =>
  kind === 'user'
    ? 'requester_id = $1::uuid'
    : "((unit_kind IN ('user', 'header') AND unit = $1) OR request_detail ->> 'user' = $1)";

const columns = `id, at, status, source, traffic, endpoint_name, model_name, model_version, conversation_id,
  client_request_id, input, inputs, question, output, output_detail, retrieved, request_detail, total_ms,
  input_tokens, output_tokens, cost::text AS cost, error_code`;

/** Shadows are requests of nobody, but hold the text of what they mirror: they go first, while it can be told whose. */
function shadowsOf(subject: Subject): string {
  return `UPDATE inference SET text_removed_at = now() WHERE id IN (
    SELECT s.id FROM inference s WHERE s.text_removed_at IS NULL AND s.shadow_of IN (
      SELECT id FROM inference WHERE ${whose(subject)}) LIMIT $2)`;
}

/** A client is not the requester: the program that asked for it stays named. */
function rowsOf(subject: Subject): string {
  const identity =
    subject.kind === 'user'
      ? "requester_id = NULL, requester_name = 'Erased person', api_key_id = NULL, conversation_id = NULL,"
      : 'conversation_id = NULL,';
  return `UPDATE inference SET ${identity} unit = NULL, client_request_id = NULL, trace_id = NULL, text_removed_at = now()
    WHERE id IN (SELECT id FROM inference WHERE ${whose(subject)} LIMIT $2)`;
}

export const inferencePlace: Place = {
  key: 'inferences',
  label: 'Requests',
  fate: 'Text and identity are removed; figures, tokens and cost stay, of nobody.',
  count: (subject) => countRows('inference', whose(subject), subject),
  read: (subject) =>
    withholdRequests(
      readRows({ columns, from: 'inference', where: whose(subject), key: 'id' }, subject),
      subject,
    ),
  async erase(subject, { signal }) {
    await fenceInferences();
    const shadows = await inBatches(shadowsOf(subject), subject, signal);
    return shadows + (await inBatches(rowsOf(subject), subject, signal));
  },
};
