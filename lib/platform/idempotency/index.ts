export { type IdempotencyOptions, idempotently } from './idempotently.ts';
export { deleteExpiredKeys } from './store.ts';
