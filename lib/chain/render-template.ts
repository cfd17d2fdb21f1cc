/** Prompt templates: `{{name}}` and nothing else. No expressions, no loops, no code. */
import { AppError } from '../platform/errors.ts';
import { closestTo } from './closest-to.ts';

const slot = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names a template mentions, in order, each once. */
export function templateNames(template: string): string[] {
  return [...new Set([...template.matchAll(slot)].map((match) => match[1] ?? ''))];
}

/**
 * Fills each `{{name}}` in one pass, so a value that holds `{{question}}` itself stays as it is.
 * Throws `AppError('invalid')` that names an unknown variable.
 */
export function renderTemplate(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replace(slot, (_whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      throw new AppError('invalid', unknownVariable(name, Object.keys(variables)), {
        reason: 'unknown_variable',
      });
    }
    return value;
  });
}

export function unknownVariable(name: string, known: readonly string[]): string {
  const meant = closestTo(name, known);
  const hint = meant === null ? '' : ` Did you mean "{{${meant}}}"?`;
  return `The template names "{{${name}}}", which does not exist.${hint} It may name: ${known.join(', ')}.`;
}
