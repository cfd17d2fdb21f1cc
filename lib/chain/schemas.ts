/** Shapes of the chain feature that the server and the screens share. Safe for the browser: nothing but zod. */
export { type ChunkHit, chunkHitSchema } from '../knowledge/schemas.ts';
export * from './answer-schemas.ts';
export * from './conversation-schemas.ts';
export * from './document-schemas.ts';
export * from './input-schemas.ts';
export * from './step-schemas.ts';
export * from './validation-schemas.ts';
