import { AppError } from '../platform/errors.ts';
import { checkInputs, problemOf } from './check-inputs.ts';
import type { InputSignature, InputVariable } from './schemas.ts';
import type { Problem } from './template-problems.ts';

/** Mistakes in an input signature that the schema cannot see: values of its own that it would refuse. */
export function signatureProblems(signature: InputSignature): Problem[] {
  const problems = Object.entries(signature.variables ?? {}).flatMap(([name, variable]) =>
    variableProblems(name, variable).map(({ path, message }) => ({
      path: `input.variables.${name}.${path}`,
      message,
    })),
  );
  return problems.length > 0 ? problems : exampleProblems(signature);
}

function variableProblems(name: string, variable: InputVariable): Problem[] {
  if (variable.type === 'number') {
    const { min, max } = variable;
    if (min !== undefined && max !== undefined && min > max) {
      return [{ path: 'min', message: `No number fits "${name}": "min" is above "max".` }];
    }
  }
  if (variable.default === undefined) return [];
  const problem = problemOf(variable, variable.default);
  return problem === null ? [] : [{ path: 'default', message: `The default of "${name}" ${problem}` }];
}

function exampleProblems(signature: InputSignature): Problem[] {
  const { example, maxQuestionChars } = signature;
  if (example === undefined) return [];
  if (example.question.length > maxQuestionChars) {
    const message = `The example has ${example.question.length} characters; the signature allows ${maxQuestionChars}.`;
    return [{ path: 'input.example.question', message }];
  }
  try {
    checkInputs(signature, example.inputs ?? {});
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.issues.map(({ path, message }) => ({ path: `input.example.inputs.${path}`, message }));
  }
}
