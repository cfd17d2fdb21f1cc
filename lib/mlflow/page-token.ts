import { createHash } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from '../platform/crypto.ts';
import { invalidParameter } from './errors.ts';

const contentSchema = z.tuple([z.string(), z.array(z.string())]);

/** Names a query, so that a token continues the query it came from and no other. */
function fingerprint(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}

/** The place after which the next page begins, sealed: its values may be handed to the database as they are. */
export function writePageToken(query: unknown, position: readonly string[]): string {
  const content = JSON.stringify([fingerprint(query), position]);
  return Buffer.from(seal('cursor', content)).toString('base64url');
}

/** Opposite of `writePageToken`. Throws `invalid` for a token of another query or one that was changed. */
export function readPageToken(query: unknown, token: string): string[] {
  const [of, position] = unsealed(token);
  if (of === fingerprint(query)) return position;
  throw invalidParameter(
    'This page token belongs to another search. Repeat that search, or begin without a token.',
  );
}

function unsealed(token: string): [string, string[]] {
  try {
    return contentSchema.parse(JSON.parse(unseal('cursor', Buffer.from(token, 'base64url'))));
  } catch {
    throw invalidParameter('This page token is not one of ours. Begin without one.');
  }
}
