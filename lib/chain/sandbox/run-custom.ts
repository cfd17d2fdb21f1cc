import { AppError } from '../../platform/errors.ts';
import { type CustomInput, type CustomResult, customResultSchema } from '../custom-step.ts';
import type { CustomStep } from '../schemas.ts';
import type { FailureKind, SandboxOutcome } from './messages.ts';
import { sharedSandbox } from './sandbox-pool.ts';

export type CustomStepFailure = Exclude<FailureKind, 'broken'>;

/** The version's own code failed; the message names the step, the reason and the line, and is safe to show. */
export class CustomStepError extends AppError {
  readonly kind: CustomStepFailure;
  /** 1-based, in the step's code; null when it is not known. */
  readonly line: number | null;

  constructor(step: string, kind: CustomStepFailure, message: string, line: number | null) {
    const where = line === null ? '' : ` (line ${line})`;
    super('unprocessable', `The custom step "${step}" failed${where}: ${message}`, {
      reason: 'custom_step_failed',
    });
    this.kind = kind;
    this.line = line;
  }
}

/**
 * Runs the function of a step in the sandbox, within its time and memory. Throws `CustomStepError`, or `unavailable`
 * when too many steps wait.
 */
export async function runCustom(step: CustomStep, input: CustomInput): Promise<CustomResult> {
  const { name, code, timeoutMs, memoryMb } = step;
  const outcome = await sharedSandbox().run({ code, input: JSON.stringify(input), timeoutMs, memoryMb });
  const output = unwrap(name, outcome);
  const result = customResultSchema.safeParse(output === null ? {} : (JSON.parse(output) ?? {}));
  if (!result.success) {
    const [issue] = result.error.issues;
    const at = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
    throw new CustomStepError(name, 'bad_result', `The result does not fit${at}: ${issue?.message}`, null);
  }
  const foreign = 'text' in input ? 'question' : 'text';
  if (result.data[foreign] === undefined) return result.data;
  const place = foreign === 'question' ? 'after' : 'before';
  throw new CustomStepError(
    name,
    'bad_result',
    `A step ${place} the model gives back no "${foreign}".`,
    null,
  );
}

function unwrap(step: string, outcome: SandboxOutcome): string | null {
  if (outcome.ok) return outcome.output;
  const { kind, message, line } = outcome;
  throw new CustomStepError(step, kind === 'broken' ? 'threw' : kind, message, line);
}
