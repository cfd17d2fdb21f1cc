import { checkCustomStep, toExecutable } from '../chain/index.ts';
import type { ChainProblem, VersionDocument } from '../chain/schemas.ts';

/** Custom steps whose code does not load in the sandbox, or offers no function. */
export async function customStepProblems(
  document: VersionDocument,
): Promise<Pick<ChainProblem, 'path' | 'message'>[]> {
  const { preprocess, postprocess } = toExecutable(document);
  const places = Object.entries({ preprocess, postprocess }).flatMap(([part, steps]) =>
    steps.map((step, index) => ({ path: `${part}.${index}.code`, step })),
  );
  const checked = await Promise.all(
    places.map(async ({ path, step }) => {
      const message = step.step === 'custom' ? await checkCustomStep(step.code) : null;
      return message === null ? null : { path, message };
    }),
  );
  return checked.filter((problem) => problem !== null);
}
