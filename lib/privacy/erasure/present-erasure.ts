import { z } from 'zod';
import { erasingPlaces } from '../places/places.ts';
import { certificateSchema, type Erasure, erasureSchema, erasureStepSchema } from '../schemas.ts';
import type { ErasureRow } from './erasure-store.ts';

export const stepsSchema = z.array(erasureStepSchema);

export function presentErasure(row: ErasureRow): Erasure {
  return erasureSchema.parse({
    id: row.id,
    subject: { kind: row.subjectKind, id: row.subjectId },
    documents: row.documents,
    state: row.state,
    total: erasingPlaces.length,
    steps: row.steps,
    requestedBy: row.requestedByName,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    certificate: certificateSchema.nullable().parse(row.certificate),
    error: row.error,
  });
}
