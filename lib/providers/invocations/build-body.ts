import type { ChatTurn, InputValues, ModelParameters } from '../../chain/schemas.ts';
import type { GenerateRequest } from '../contract.ts';
import type { InvocationPayload } from '../schemas.ts';

interface Parameters {
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  seed?: number;
  stop?: readonly string[];
}

/** Column and input names; a version's own variables may not be named like the question (see templateVariables). */
type Row = InputValues & { question: string };

export type InvocationBody =
  | ({ messages: readonly ChatTurn[]; custom_inputs?: InputValues } & Parameters)
  | ({ params?: Parameters } & (
      | { inputs: Row | readonly string[] }
      | { dataframe_split: { columns: readonly string[]; data: readonly (readonly unknown[])[] } }
      | { dataframe_records: readonly Row[] }
    ));

/**
 * What is POSTed to `/invocations`: MLflow's scoring protocol 2.0 for `inputs`, `dataframe_split` and `dataframe_records`
 * with one row, and its chat task, as Databricks' agents and models take it, for `messages`. Only `messages` carries the
 * conversation; the others get the stand-alone question.
 */
export function buildBody(
  payload: InvocationPayload,
  { turns, question, inputs, parameters }: GenerateRequest,
): InvocationBody {
  const named = Object.keys(inputs).length > 0;
  const settings = parametersOf(parameters);
  if (payload === 'messages')
    return { messages: turns, ...(named && { custom_inputs: inputs }), ...settings };
  const params = Object.keys(settings).length > 0 && { params: settings };
  const row: Row = { ...inputs, question };
  switch (payload) {
    case 'inputs':
      return { inputs: named ? row : [question], ...params };
    case 'dataframe_records':
      return { dataframe_records: [row], ...params };
    case 'dataframe_split':
      return { dataframe_split: { columns: Object.keys(row), data: [Object.values(row)] }, ...params };
  }
}

/** Those that were given, under OpenAI's names, which MLflow's chat signature shares. */
function parametersOf({ temperature, topP, maxOutputTokens, seed, stop }: ModelParameters): Parameters {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxOutputTokens !== undefined && { max_tokens: maxOutputTokens }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop }),
  };
}
