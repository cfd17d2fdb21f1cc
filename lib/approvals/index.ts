export { type GuardedChange, requireApproval } from './require-approval.ts';
export { listPolicies, savePolicies } from './save-policies.ts';
