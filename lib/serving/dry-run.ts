/** The one question a version answers before it is registered. */
import { checkInputs, emptyTrace } from '../chain/index.ts';
import type { ExecutableChain, InputValues, InputVariable } from '../chain/schemas.ts';
import { newId } from '../platform/ids.ts';
import type { DryRun } from '../registry/schemas.ts';
import { failureOf } from './answer-errors.ts';
import { runVersion } from './run-version.ts';

const limitMs = 30_000;
const defaultQuestion = 'What can you tell me?';
const answerChars = 500;

/**
 * Asks the signature's example, or a question made up to fit it. Leaves no row and never rejects: whatever goes wrong is a
 * failed dry run with a message that is safe to show.
 */
export async function dryRunChain(chain: ExecutableChain): Promise<DryRun> {
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const trace = emptyTrace();
  const question = questionFor(chain);
  try {
    const inputs = checkInputs(chain.input, inputsFor(chain));
    await runVersion(chain, {
      input: { history: [], question, inputs, parameters: parametersFor(chain) },
      // Whoever registers a version is shown its answer: it may draw on what everybody may read.
      reader: [],
      trace,
      retries: null,
      embeddings: 'off',
      elapsed,
      emit: () => undefined,
      signal: new AbortController().signal,
    });
    return {
      status: 'passed',
      question,
      answer: trace.text.slice(0, answerChars),
      message: '',
      totalMs: elapsed(),
    };
  } catch (error) {
    const { message } = failureOf(error, newId(), false).error;
    return {
      status: 'failed',
      question,
      answer: trace.text.slice(0, answerChars),
      message,
      totalMs: elapsed(),
    };
  }
}

function questionFor({ input }: ExecutableChain): string {
  return (input.example?.question ?? defaultQuestion).slice(0, input.maxQuestionChars);
}

function inputsFor({ input }: ExecutableChain): InputValues {
  if (input.example?.inputs !== undefined) return input.example.inputs;
  const missing = Object.entries(input.variables ?? {}).filter(
    ([, variable]) => variable.required && variable.default === undefined,
  );
  return Object.fromEntries(missing.map(([name, variable]) => [name, plausibleValue(variable)]));
}

function plausibleValue(variable: InputVariable): InputValues[string] {
  if (variable.type === 'boolean') return true;
  if (variable.type === 'number') return variable.min ?? Math.min(1, variable.max ?? 1);
  return variable.enum?.[0] ?? 'example'.slice(0, variable.maxLength);
}

/** Short, unless an answer that is cut off would fail for being cut off. */
function parametersFor(chain: ExecutableChain) {
  const { maxOutputTokens, timeoutMs } = chain.model.parameters;
  const json = chain.postprocess.some(({ step }) => step === 'json-schema');
  return {
    timeoutMs: Math.min(timeoutMs, limitMs),
    ...(maxOutputTokens === undefined && { maxOutputTokens: json ? 1024 : 64 }),
  };
}
