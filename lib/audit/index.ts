export { eraseAuditPersonal, type Person, type PersonalErased } from './erase-personal.ts';
export { type Actor, type AuditEntry, recordAudit } from './record-audit.ts';
export { type KnownEntry, type Verification, verifyChain } from './verify-chain.ts';
