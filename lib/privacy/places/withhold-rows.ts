/** A person's archive holds no words of documents that are not, or no longer, for them. */
import { z } from 'zod';
import { findWithheld, withheldText } from '../../inference/index.ts';
import { pool } from '../../platform/db.ts';
import type { Subject } from '../schemas.ts';

const batch = 200;
const requestSchema = z.looseObject({ id: z.string() });
const conversationSchema = z.looseObject({
  messages: z.array(z.looseObject({ request: z.string().nullable() })),
});

/** The person in reader lists; a client of an application is in none. */
async function principalsOf({ kind, id }: Subject): Promise<string[]> {
  if (kind !== 'user') return [];
  const { rows } = await pool().query<{ team: string }>(
    `SELECT team_id::text AS team FROM team_member WHERE user_id = $1::uuid`,
    [id],
  );
  return [`user:${id}`, ...rows.map(({ team }) => `team:${team}`)];
}

/** Rows of the request log. */
export async function* withholdRequests(rows: AsyncIterable<object>, subject: Subject) {
  const principals = await principalsOf(subject);
  for await (const some of batched(rows)) {
    const requests = some.map((row) => requestSchema.parse(row));
    const withheld = await findWithheld(
      requests.map(({ id }) => id),
      principals,
    );
    for (const request of requests) {
      const without = { ...request, output: withheldText, output_detail: null, retrieved: null };
      yield withheld.has(request.id) ? without : request;
    }
  }
}

/** Conversations with their messages. */
export async function* withholdMessages(rows: AsyncIterable<object>, subject: Subject) {
  const principals = await principalsOf(subject);
  for await (const row of rows) {
    const conversation = conversationSchema.parse(row);
    const requestIds = conversation.messages.flatMap(({ request }) => request ?? []);
    const withheld = await findWithheld(requestIds, principals);
    const messages = conversation.messages.map((message) => {
      const hidden = message.request !== null && withheld.has(message.request);
      return hidden ? { ...message, content: withheldText, detail: null } : message;
    });
    yield { ...conversation, messages };
  }
}

async function* batched(rows: AsyncIterable<object>): AsyncGenerator<object[]> {
  let some: object[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
