import type { z } from 'zod';
import { assertMayAt, type Caller, type Permission } from '../../access/index.ts';
import { type MlflowEndpoint, mlflowEndpoint } from '../../mlflow/index.ts';

/** `mlflowEndpoint` of a verb about one model: who lacks the permission there learns nothing of whether it exists. */
export function modelEndpoint<I extends z.ZodType<{ name: string }>>(declaration: {
  permission: Permission;
  input: I;
  handle: (caller: Caller, input: z.output<I>) => Promise<Record<string, unknown>> | Record<string, unknown>;
}): MlflowEndpoint {
  const { permission, input, handle } = declaration;
  return mlflowEndpoint({
    permission,
    input,
    handle: (caller, given) => {
      assertMayAt(caller, permission, { kind: 'model', name: given.name });
      return handle(caller, given);
    },
  });
}
