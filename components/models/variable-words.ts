import type { InputVariable } from '#lib/chain/schemas.ts';

/** What a value of the variable must be: "string, one of red or blue", "number, 1 to 10". */
export function variableWords(variable: InputVariable): string {
  switch (variable.type) {
    case 'string':
      return variable.enum
        ? `one of ${variable.enum.join(', ')}`
        : `text up to ${variable.maxLength.toLocaleString('en')} characters`;
    case 'number': {
      const { min, max } = variable;
      if (min !== undefined && max !== undefined) return `number from ${min} to ${max}`;
      if (min !== undefined) return `number from ${min}`;
      return max === undefined ? 'number' : `number up to ${max}`;
    }
    case 'boolean':
      return 'yes or no';
  }
}

/** Whether a request must give it, and what stands in for it otherwise. */
export function needWords({ required, default: fallback }: InputVariable): string {
  if (fallback !== undefined) return `else ${JSON.stringify(fallback)}`;
  return required ? 'required' : 'else empty';
}
