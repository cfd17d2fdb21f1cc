import type { z } from 'zod';
import { parseOrThrow } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { findGrants } from './grant-store.ts';
import { scopeSchema } from './reach.ts';
import type { grantListSchema, ListGrantsQuery } from './schemas.ts';
import { grantSummary } from './summaries.ts';

export async function listGrants(
  caller: Caller,
  { page, pageSize, scopeKind, scopeName, ...filter }: ListGrantsQuery,
): Promise<z.input<typeof grantListSchema>> {
  assertMay(caller, 'access.read');
  const scope =
    scopeKind === undefined
      ? undefined
      : parseOrThrow(scopeSchema, { kind: scopeKind, name: scopeName }, 'scope');
  const { rows, total } = await findGrants({ ...filter, scope }, { page, pageSize });
  return { items: rows.map(grantSummary), total };
}
