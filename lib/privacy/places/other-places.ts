import { systemCaller } from '../../access/index.ts';
import { eraseAuditPersonal } from '../../audit/index.ts';
import { eraseUploads, keepUploads, uploadsOf } from '../../knowledge/index.ts';
import { transaction } from '../../platform/db.ts';
import type { Place } from './place.ts';
import {
  atOnce,
  countRows,
  deleteInvitations,
  deleteMentions,
  deleteOf,
  keysOf,
  readRows,
  truncate,
  vacuum,
} from './place-store.ts';

const privacy = systemCaller('privacy');

/** By user; the browser and address of each session are told, secrets are not. */
const signInTables = ['session', 'sign_in_step', 'second_factor', 'recovery_code', 'user_identity'];

export const signInPlace: Place = {
  key: 'sign-ins',
  label: 'Sessions and ways to sign in',
  fate: 'Removed.',
  count: async (subject) => {
    if (subject.kind !== 'user') return 0;
    const counts = await Promise.all(
      signInTables.map((table) => countRows(table, 'user_id = $1::uuid', subject)),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  },
  async *read(subject) {
    if (subject.kind !== 'user') return;
    const where = 'user_id = $1::uuid';
    const sessions = 'id, created_at, last_seen_at, address, browser, method, ended_at';
    yield* readRows({ columns: sessions, from: 'session', where, key: 'id' }, subject);
    const identities = 'issuer, subject, email, created_at, last_sign_in_at';
    yield* readRows(
      { columns: identities, from: 'user_identity', where, key: "issuer || '/' || subject" },
      subject,
    );
  },
  erase: async (subject, { names }) => {
    if (subject.kind !== 'user') return 0;
    let total = await deleteInvitations(names);
    for (const table of signInTables) total += await deleteOf(table, 'user_id = $1::uuid', subject);
    return total;
  },
};

export const documentsPlace: Place = {
  key: 'documents',
  label: 'Documents uploaded',
  fate: 'As chosen: removed with their passages from every snapshot and from disk, or left to the organisation.',
  count: async ({ kind, id }) => (kind === 'user' ? (await uploadsOf(privacy, id)).length : 0),
  async *read({ kind, id }) {
    if (kind !== 'user') return;
    for (const { path: _path, ...upload } of await uploadsOf(privacy, id)) yield upload;
  },
  erase: async ({ kind, id }, run) => {
    if (kind !== 'user') return 0;
    return run.documents === 'erase' ? eraseUploads(id, run) : keepUploads(id);
  },
};

/** Their keys are hashes that name nobody, so what is whose cannot be told: all goes, and fills again. */
export const cachesPlace: Place = {
  key: 'caches',
  label: 'Cached answers and vectors of questions',
  fate: 'Emptied as a whole.',
  count: async () => 0,
  erase: async () => (await truncate('response_cache')) + (await truncate('embedding_cache')),
};

export const noticesPlace: Place = {
  key: 'notices',
  label: 'Notices and messages sent',
  fate: 'Those to this person alone, and those that mention them, are removed.',
  count: async (subject) =>
    subject.kind === 'user' ? countRows('notification', 'notice_user_ids = ARRAY[$1::uuid]', subject) : 0,
  async *read(subject) {
    if (subject.kind !== 'user') return;
    const where = 'notice_user_ids = ARRAY[$1::uuid]';
    yield* readRows(
      { columns: 'id, topic, title, text, created_at', from: 'notification', where, key: 'id' },
      subject,
    );
  },
  erase: async (subject, { names }) => {
    const own =
      subject.kind === 'user'
        ? (await atOnce('DELETE FROM notification WHERE notice_user_ids = ARRAY[$1::uuid]', subject)) +
          (await atOnce('DELETE FROM notice_dismissal WHERE user_id = $1::uuid', subject))
        : 0;
    return own + (await deleteMentions(names));
  },
};

export const auditPlace: Place = {
  key: 'audit',
  label: 'Audit events',
  fate: 'Names, addresses and what they changed about themselves are emptied; the chain stays valid.',
  count: async (subject) =>
    subject.kind === 'user'
      ? countRows('audit_event', 'actor_id = $1::uuid OR subject_id = $1::text', subject)
      : 0,
  async *read(subject) {
    if (subject.kind !== 'user') return;
    yield* readRows(
      {
        columns: 'id, at, actor_name, action, subject_kind, subject_name, before, after, address',
        from: 'audit_event',
        where: 'actor_id = $1::uuid OR subject_id = $1::text',
        key: 'id',
      },
      subject,
    );
  },
  erase: async (subject, { names }) => {
    if (subject.kind !== 'user') return 0;
    const apiKeyIds = await keysOf(subject);
    const { actors, subjects } = await transaction((tx) =>
      eraseAuditPersonal(tx, privacy, { userId: subject.id, apiKeyIds, names }),
    );
    return actors + subjects;
  },
};

export const freedPlace: Place = {
  key: 'room',
  label: 'Room of removed rows',
  fate: 'Handed back by VACUUM, so that PostgreSQL writes over it.',
  count: async () => 0,
  erase: async () => {
    await vacuum([
      'conversation',
      'message',
      'inference',
      'feedback',
      'document',
      'document_revision',
      'idempotency_key',
      'notification',
      'audit_event',
      '"user"',
    ]);
    return 0;
  },
};
