import { type Db, literally, Prisma, type Tx } from '../platform/db.ts';

/** Lists the parts to empty, so that the chain can account for them. From here to `emptyParts` the triggers allow it. */
export async function noteErasure(
  tx: Tx,
  erasureId: string,
  { ids, names }: { ids: readonly string[]; names: readonly string[] },
): Promise<void> {
  const mentioned = [...ids, ...names].map((text) => `%${literally(text)}%`);
  await tx.$queryRaw`SELECT set_config('slipway.audit_erasure', ${erasureId}, true)`;
  await tx.$executeRaw`
    INSERT INTO audit_erasure (sequence, part, erasure_id)
    SELECT l.sequence, 'actor', ${erasureId}::uuid
    FROM audit_event e JOIN audit_link l ON l.event_id = e.id
    WHERE e.actor_id = ANY(${ids}::uuid[]) AND e.actor_salt IS NOT NULL`;
  await tx.$executeRaw`
    INSERT INTO audit_erasure (sequence, part, erasure_id)
    SELECT l.sequence, 'subject', ${erasureId}::uuid
    FROM audit_event e JOIN audit_link l ON l.event_id = e.id
    WHERE e.subject_salt IS NOT NULL AND e.action <> 'audit.personal_erased'
      AND (e.subject_id = ANY(${ids}::text[]) OR e.subject_name ILIKE ANY(${mentioned}::text[])
        OR e.before::text ILIKE ANY(${mentioned}::text[]) OR e.after::text ILIKE ANY(${mentioned}::text[]))`;
}

export async function emptyParts(tx: Tx, erasureId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE audit_event e SET actor_name = NULL, address = NULL, user_agent = NULL, actor_salt = NULL
    FROM audit_erasure x JOIN audit_link l ON l.sequence = x.sequence
    WHERE x.erasure_id = ${erasureId}::uuid AND x.part = 'actor' AND e.id = l.event_id`;
  await tx.$executeRaw`
    UPDATE audit_event e SET subject_name = NULL, before = NULL, after = NULL, subject_salt = NULL
    FROM audit_erasure x JOIN audit_link l ON l.sequence = x.sequence
    WHERE x.erasure_id = ${erasureId}::uuid AND x.part = 'subject' AND e.id = l.event_id`;
  await tx.$queryRaw`SELECT set_config('slipway.audit_erasure', '', true)`;
}

export interface ErasureList {
  actors: number;
  subjects: number;
  /** SHA-256, in hex, of `<sequence>:<part>,` for each part of the erasure, in order. */
  digest: string;
}

export async function erasureDigest(db: Db, erasureId: string): Promise<ErasureList> {
  const [row] = await db.$queryRaw<ErasureList[]>(Prisma.sql`
    SELECT count(*) FILTER (WHERE part = 'actor')::int AS actors,
      count(*) FILTER (WHERE part = 'subject')::int AS subjects,
      encode(sha256(convert_to(
        coalesce(string_agg(sequence || ':' || part || ',', '' ORDER BY sequence, part), ''), 'UTF8')), 'hex') AS digest
    FROM audit_erasure WHERE erasure_id = ${erasureId}::uuid`);
  if (row === undefined) throw new Error('An aggregate without a row.');
  return row;
}
