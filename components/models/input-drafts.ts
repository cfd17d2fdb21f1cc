/** Inputs of a signature as a form holds them: text until it is sent. */
import type { InputSignature, InputValues, InputVariable } from '#lib/chain/schemas.ts';

export type InputDrafts = Readonly<Record<string, string>>;
type Variables = NonNullable<InputSignature['variables']>;

/** What a form starts with: the example, else the defaults, else nothing. */
export function initialDrafts({ variables = {}, example }: InputSignature): InputDrafts {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [
      name,
      String(example?.inputs?.[name] ?? variable.default ?? ''),
    ]),
  );
}

/** Drafts as a request sends them; an empty optional one is left out. */
export function readDrafts(
  variables: Variables,
  drafts: InputDrafts,
): { values: InputValues; problems: Record<string, string> } {
  const values: InputValues = {};
  const problems: Record<string, string> = {};
  for (const [name, variable] of Object.entries(variables)) {
    const draft = drafts[name] ?? '';
    if (draft === '') {
      if (variable.required && variable.default === undefined) problems[name] = 'This input is required.';
      continue;
    }
    const value = readDraft(variable, draft);
    if (value === null) problems[name] = 'This must be a number.';
    else values[name] = value;
  }
  return { values, problems };
}

function readDraft(variable: InputVariable, draft: string): string | number | boolean | null {
  if (variable.type === 'string') return draft;
  if (variable.type === 'boolean') return draft === 'true';
  const number = Number(draft);
  return Number.isFinite(number) ? number : null;
}

/** Variables of several signatures in one form, each once; of equal names the last one's description stands. */
export function mergedVariables(signatures: readonly InputSignature[]): Variables {
  return Object.assign({}, ...signatures.map(({ variables }) => variables ?? {}));
}
