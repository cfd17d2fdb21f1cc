/** Places that hold data of users of Slipway; a client of an application has none there. */
import type { Subject } from '../schemas.ts';
import type { Place } from './place.ts';
import { atOnce, countRows, inBatches, inHistory, readRows } from './place-store.ts';
import { withholdMessages } from './withhold-rows.ts';

interface Table {
  from: string;
  where: string;
  columns: string;
  key: string;
}

type Described = Pick<Place, 'key' | 'label' | 'fate'>;

/** A place that is rows of one table. */
function tablePlace(
  described: Described,
  table: Table,
  erase?: Place['erase'],
): Place & Required<Pick<Place, 'read'>> {
  const isUser = ({ kind }: Subject) => kind === 'user';
  return {
    ...described,
    count: async (subject) => (isUser(subject) ? countRows(table.from, table.where, subject) : 0),
    async *read(subject) {
      if (isUser(subject)) yield* readRows(table, subject);
    },
    ...(erase !== undefined && {
      erase: async (subject, run) => (isUser(subject) ? erase(subject, run) : 0),
    }),
  };
}

const gone = 'Removed.';
const closed = 'Made anonymous and closed when the erasure is asked for.';

export const accountPlace = tablePlace(
  { key: 'profile', label: 'Account', fate: closed },
  {
    from: '"user"',
    where: 'id = $1::uuid',
    columns: `id, email, name, must_change_password, created_at, last_sign_in_at, disabled_at, sessions_valid_after,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'scope', scope_kind, 'name', scope_name)), '[]')
       FROM "grant" WHERE user_id = $1::uuid) AS roles,
      (SELECT coalesce(jsonb_agg(t.name), '[]') FROM team_member m JOIN team t ON t.id = m.team_id
       WHERE m.user_id = $1::uuid) AS teams`,
    key: 'id',
  },
);

export const keysPlace = tablePlace(
  { key: 'keys', label: 'API keys', fate: closed },
  {
    from: 'api_key',
    where: 'owner_id = $1::uuid',
    columns: 'id, name, prefix, permissions, endpoints, created_at, last_used_at, expires_at, revoked_at',
    key: 'id',
  },
);

const conversations = tablePlace(
  { key: 'conversations', label: 'Conversations', fate: gone },
  {
    from: 'conversation c',
    where: 'c.user_id = $1::uuid',
    columns: `c.id, c.title, c.endpoint_name, c.created_at, c.updated_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'parent', m.parent_id, 'role', m.role,
         'content', m.content, 'request', m.request_id, 'status', m.status, 'detail', m.detail, 'at', m.created_at) ORDER BY m.id), '[]')
       FROM message m WHERE m.conversation_id = c.id) AS messages`,
    key: 'c.id',
  },
  (subject, { signal }) =>
    inBatches(
      'DELETE FROM conversation WHERE id IN (SELECT id FROM conversation WHERE user_id = $1::uuid LIMIT $2)',
      subject,
      signal,
    ),
);

export const conversationPlace: Place = {
  ...conversations,
  read: (subject) => withholdMessages(conversations.read(subject), subject),
};

export const feedbackPlace = tablePlace(
  { key: 'feedback', label: 'Feedback', fate: 'Comments, corrections and names are removed; ratings stay.' },
  {
    from: 'feedback',
    where: 'requester_id = $1::uuid',
    columns: 'id, inference_id, thumb, stars, reasons, comment, correction, created_at, updated_at',
    key: 'id',
  },
  (subject, { signal }) =>
    inBatches(
      `UPDATE feedback SET comment = '', correction = '', requester_name = 'Erased person' WHERE id IN (
         SELECT id FROM feedback WHERE requester_id = $1::uuid
           AND (comment <> '' OR correction <> '' OR requester_name <> 'Erased person') LIMIT $2)`,
      subject,
      signal,
    ),
);

export const consentPlace = tablePlace(
  { key: 'consent', label: 'Consent given', fate: gone },
  {
    from: 'consent',
    where: 'user_id = $1::uuid',
    columns: 'version, given_at',
    key: "lpad(version::text, 10, '0')",
  },
  (subject) => atOnce('DELETE FROM consent WHERE user_id = $1::uuid', subject),
);

export const runsPlace = tablePlace(
  { key: 'runs', label: 'Runs', fate: 'Kept as the organisation’s work; the name is removed.' },
  {
    from: 'run',
    where: 'created_by_id = $1::uuid',
    columns: 'id, name, status, experiment_id, user_name, started_at, ended_at',
    key: 'id',
  },
  async (subject) => {
    const tags = await atOnce(
      `DELETE FROM run_tag t USING run r WHERE r.id = t.run_id AND r.created_by_id = $1::uuid AND t.key = 'mlflow.user'`,
      subject,
    );
    return (
      tags +
      (await atOnce(
        `UPDATE run SET user_name = '' WHERE created_by_id = $1::uuid AND user_name <> ''`,
        subject,
      ))
    );
  },
);

function rename(table: string, id: string, name: string): string {
  return `UPDATE ${table} SET ${name} = 'Erased person' WHERE ${id} = $1::uuid AND ${name} <> 'Erased person'`;
}

function renamed(table: string, trigger: string, id: string, name: string) {
  return { table, trigger, statement: rename(table, id, name) };
}

export const versionsPlace = tablePlace(
  {
    key: 'versions',
    label: 'Versions and changes',
    fate: 'Kept as the organisation’s work; the name is removed.',
  },
  {
    from: 'model_version v JOIN registered_model m ON m.id = v.model_id',
    where: 'v.created_by_id = $1::uuid',
    columns: 'v.id, m.name AS model, v.number, v.description, v.created_at',
    key: 'v.id',
  },
  async (subject) => {
    let plain = 0;
    for (const [table, id, name] of [
      ['traffic_schedule', 'created_by_id', 'created_by_name'],
      ['guardrail_policy', 'created_by_id', 'created_by_name'],
      ['guardrail_event', 'reviewed_by_id', 'reviewed_by_name'],
      ['change_request', 'requested_by', 'requested_by_name'],
      ['change_request', 'decided_by', 'decided_by_name'],
    ] as const) {
      plain += await atOnce(rename(table, id, name), subject);
    }
    const histories = await inHistory(
      [
        renamed('model_version', 'model_version_lineage_immutable', 'created_by_id', 'created_by_name'),
        renamed('endpoint_config', 'endpoint_config_append_only', 'created_by_id', 'created_by_name'),
        renamed('alias_move', 'alias_move_append_only', 'actor_id', 'actor_name'),
        renamed('stage_move', 'stage_move_append_only', 'actor_id', 'actor_name'),
        renamed('version_deletion', 'version_deletion_append_only', 'actor_id', 'actor_name'),
        renamed('quota_raise', 'quota_raise_append_only', 'by_id', 'by_name'),
      ],
      subject,
    );
    return plain + histories;
  },
);

export const usagePlace = tablePlace(
  { key: 'usage', label: 'Usage ledger', fate: 'Kept for the books; the account it names is anonymous.' },
  {
    from: 'usage_entry',
    where: 'user_id = $1::uuid',
    columns:
      'request_id, part, at, endpoint_name, model_name, input_tokens, output_tokens, cost::text AS cost',
    key: "request_id::text || '/' || part::text",
  },
);

export const idempotencyPlace = tablePlace(
  { key: 'idempotency', label: 'Answers kept for retried requests', fate: gone },
  {
    from: 'idempotency_key',
    where: `owner = 'user:' || $1 OR owner IN (SELECT 'api-key:' || id FROM api_key WHERE owner_id = $1::uuid)`,
    columns: 'key, state, status, expires_at',
    key: "owner || '/' || key",
  },
  (subject) =>
    atOnce(
      `DELETE FROM idempotency_key WHERE owner = 'user:' || $1
         OR owner IN (SELECT 'api-key:' || id FROM api_key WHERE owner_id = $1::uuid)`,
      subject,
    ),
);
