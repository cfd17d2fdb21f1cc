import type { RunCustom } from '../chain/index.ts';
import { AppError } from '../platform/errors.ts';

/** Refuses until the sandbox is there. */
export const runCustomStep: RunCustom = async (step) => {
  throw new AppError('unavailable', `The custom step "${step.name}" cannot run on this server.`, {
    reason: 'custom_step_failed',
  });
};
