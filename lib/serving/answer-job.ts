import type { Permission } from '../access/index.ts';
import type { RequestGuard } from '../guardrails/index.ts';
import type { TrafficKind } from '../inference/schemas.ts';
import type { RequestTrace } from '../platform/trace-context.ts';
import type { AnswerRequest } from './answer-contract.ts';
import type { LimitsAdmission } from './answer-limits.ts';
import type { Attempts } from './attempts.ts';
import type { ResolvedEntity } from './resolve-entity.ts';
import type { Unit } from './unit.ts';

/** What a request was let in for. */
export interface Admission {
  /** Null outside of endpoints. */
  endpoint: { id: string; name: string; configNumber: number } | null;
  /** Null when nothing was assigned. */
  unit: Unit | null;
  /** The intended entity, then those to ask when it fails. */
  plan: readonly [ResolvedEntity, ...ResolvedEntity[]];
  /** Absent for shadows, which nobody asked for. */
  limits?: LimitsAdmission;
}

export interface AnswerJob {
  request: AnswerRequest;
  permission: Permission;
  traffic: TrafficKind;
  /** Throws what refuses the request. */
  admit(): Promise<Admission>;
  /** Set on a shadow: the request it mirrors, and the answer that was shown. */
  mirrors?: { requestId: string; text: string };
}

export interface AnswerRun extends Attempts {
  readonly at: Date;
  readonly trace: RequestTrace;
  readonly elapsed: () => number;
  admission: Admission | null;
  /** Null when the endpoint lets everything pass. */
  guard: RequestGuard | null;
  /** What the reader is told when the question is blocked, and no version is asked. */
  refusal: string | null;
  /** As it came; pre-processing may change it. */
  question: string;
}
