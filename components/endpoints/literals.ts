/** Values as Python and JavaScript write them. */
import type { InputValues, InputVariable } from '#lib/chain/schemas.ts';

export function pyLiteral(values: InputValues): string {
  const members = Object.entries(values).map(([name, value]) => {
    const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{${members.join(', ')}}`;
}

export function jsLiteral(values: InputValues): string {
  const members = Object.entries(values).map(([name, value]) => {
    const text = typeof value === 'string' ? quoted(value) : String(value);
    return `${/^[a-zA-Z_$][\w$]*$/.test(name) ? name : quoted(name)}: ${text}`;
  });
  return `{ ${members.join(', ')} }`;
}

function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1);
  return `'${inside.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A value that the version takes for each of its inputs. */
export function sampleInputs(variables: Readonly<Record<string, InputVariable>>): InputValues {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, sampleOf(variable)]));
}

function sampleOf(variable: InputVariable): string | number | boolean {
  if (variable.default !== undefined) return variable.default;
  if (variable.type === 'string') return variable.enum?.[0] ?? '…';
  return variable.type === 'number' ? (variable.min ?? 1) : true;
}
