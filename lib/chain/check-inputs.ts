import { AppError, type FieldIssue } from '../platform/errors.ts';
import { closestTo } from './closest-to.ts';
import type { InputSignature, InputValues, InputVariable } from './schemas.ts';

type Value = InputValues[string];

/**
 * The values of a request against the signature's variables, defaults filled in.
 * Throws `AppError('invalid')`, reason `invalid_inputs`, that lists every variable with what is wrong and what to do.
 */
export function checkInputs(signature: InputSignature, inputs: InputValues): InputValues {
  const variables = signature.variables ?? {};
  const issues: FieldIssue[] = Object.keys(inputs)
    .filter((name) => !Object.hasOwn(variables, name))
    .map((name) => ({ path: name, message: unknownInput(name, Object.keys(variables)) }));
  const checked: InputValues = {};
  for (const [name, variable] of Object.entries(variables)) {
    const value = Object.hasOwn(inputs, name) ? inputs[name] : variable.default;
    if (value === undefined) {
      if (variable.required) issues.push({ path: name, message: missingInput(name, variable) });
      continue;
    }
    const problem = problemOf(variable, value);
    if (problem === null) checked[name] = value;
    else issues.push({ path: name, message: `The input "${name}" ${problem}` });
  }
  const [first] = issues;
  if (first === undefined) return checked;
  throw new AppError('invalid', first.message, { issues: issues.slice(0, 20), reason: 'invalid_inputs' });
}

/** What is wrong with one value, to follow the variable's name; null when it fits. */
export function problemOf(variable: InputVariable, value: Value): string | null {
  if (typeof value !== variable.type) {
    return `must be a ${variable.type}, not a ${typeof value}. Send ${exampleOf(variable)}.`;
  }
  if (variable.type === 'string' && typeof value === 'string') return stringProblem(variable, value);
  if (variable.type === 'number' && typeof value === 'number') return numberProblem(variable, value);
  return null;
}

function stringProblem(variable: InputVariable & { type: 'string' }, value: string): string | null {
  if (variable.enum !== undefined && !variable.enum.includes(value)) {
    const shown = variable.enum.slice(0, 10).map((choice) => `"${choice}"`);
    const more = variable.enum.length > shown.length ? ' …' : '';
    return `is not one of its choices. Send one of ${shown.join(', ')}${more}.`;
  }
  if (value.length <= variable.maxLength) return null;
  return `has ${value.length} characters and may have ${variable.maxLength}. Shorten it.`;
}

function numberProblem(variable: InputVariable & { type: 'number' }, value: number): string | null {
  if (!Number.isFinite(value)) return 'is not a finite number. Send one.';
  const { min, max } = variable;
  if (min !== undefined && value < min) return `is ${value}, below its least value. Send ${min} or more.`;
  if (max !== undefined && value > max) return `is ${value}, above its greatest value. Send ${max} or less.`;
  return null;
}

function unknownInput(name: string, known: readonly string[]): string {
  const start = `There is no input "${name.slice(0, 63)}".`;
  if (known.length === 0) return `${start} This version takes none: leave it out.`;
  const meant = closestTo(name, known);
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  return `${start}${hint} It takes: ${known.join(', ')}.`;
}

function missingInput(name: string, variable: InputVariable): string {
  const about = variable.description ? ` (${variable.description})` : '';
  return `The input "${name}"${about} is missing. Send ${exampleOf(variable)} as "${name}".`;
}

function exampleOf(variable: InputVariable): string {
  if (variable.type !== 'string') return variable.type === 'number' ? 'a number' : 'true or false';
  const [choice] = variable.enum ?? [];
  return choice === undefined ? 'a text' : `a text such as "${choice}"`;
}
