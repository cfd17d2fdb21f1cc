import { assertMay, type Caller } from '../../access/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Certificate, Erasure } from '../schemas.ts';
import { findErasure, findErasures } from './erasure-store.ts';
import { presentErasure } from './present-erasure.ts';

/** Throws `not_found`. */
export async function getErasure(caller: Caller, id: string): Promise<Erasure> {
  assertMay(caller, 'privacy.write');
  const row = await findErasure(id);
  if (row === null) throw notFound('This erasure');
  return presentErasure(row);
}

/** The latest 50. */
export async function listErasures(caller: Caller): Promise<{ items: Erasure[] }> {
  assertMay(caller, 'privacy.write');
  return { items: (await findErasures(50)).map(presentErasure) };
}

/** Throws `conflict` (reason `not_done`) while the erasure is under way. */
export async function getCertificate(caller: Caller, id: string): Promise<Certificate> {
  const { certificate } = await getErasure(caller, id);
  if (certificate !== null) return certificate;
  throw new AppError('conflict', 'The erasure is still under way. Its certificate follows at the end.', {
    reason: 'not_done',
  });
}
