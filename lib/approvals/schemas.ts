/** Shapes of approvals that the server and the screens share. */
import { z } from 'zod';

export const approvalEnvironments = ['development', 'staging', 'production'] as const;

export const approvalPolicySchema = z.object({
  environment: z.enum(approvalEnvironments),
  /** A change takes a second person. */
  required: z.boolean(),
  /** A roll-back restores what was approved before, and need not wait. */
  rollbackAtOnce: z.boolean(),
});
export type ApprovalPolicy = z.infer<typeof approvalPolicySchema>;

export const approvalPoliciesSchema = z.object({ items: z.array(approvalPolicySchema).max(3) });

/** The `type` of the problem that a change without approval is answered with ends in this. */
export const approvalRequired = 'approval_required';
