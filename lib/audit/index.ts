export { checkChain } from './check-chain.ts';
export { type CheckRow, lastCheck } from './check-store.ts';
export { eraseAuditPersonal, type Person, type PersonalErased } from './erase-personal.ts';
export { auditJobHandlers } from './jobs.ts';
export { type Actor, type AuditEntry, recordAudit } from './record-audit.ts';
export type { Refusal } from './refusals/fold-refusals.ts';
export { flushRefusals, noteRefusal } from './refusals/note-refusal.ts';
export { type HeadSigner, signedHead, signerOf } from './signed-head.ts';
export { type KnownEntry, type Verification, type VerifyOptions, verifyChain } from './verify-chain.ts';
