/** Runs one module in a QuickJS runtime of its own: no state survives a call, and nothing of the host is within reach. */
import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  Scope,
} from 'quickjs-emscripten-core';
import { describeThrown, readDescription } from './describe-thrown.ts';
import type { FailureKind, SandboxOutcome, SandboxTask } from './messages.ts';

/** Room for the longest text a step may give back (see custom-step.ts), with its escapes and facts. */
export const maxOutputChars = 256 * 1024;
const stackBytes = 256 * 1024;
const megabyte = 1024 * 1024;

type Failure = Extract<SandboxOutcome, { ok: false }>;

/** Carries the outcome out through the scopes that free the interpreter's values. */
class Stop extends Error {
  readonly outcome: Failure;

  constructor(kind: FailureKind, message: string, line: number | null = null) {
    super(message);
    this.outcome = { ok: false, kind, message, line };
  }
}

interface Call {
  context: QuickJSContext;
  runtime: QuickJSRuntime;
  task: SandboxTask;
  /** True once the interrupt handler has stopped the code. */
  interrupted: () => boolean;
  describe: QuickJSHandle;
}

/** `cpuMs` reads this thread's computing time, so that a busy machine does not count against the code. */
export function runModule(
  quickjs: QuickJSWASMModule,
  task: SandboxTask,
  cpuMs: () => number,
): SandboxOutcome {
  try {
    return Scope.withScope((scope) => {
      const runtime = scope.manage(quickjs.newRuntime());
      const interrupted = limit(runtime, task, cpuMs);
      const context = scope.manage(runtime.newContext());
      // Taken before the code can replace them.
      const json = scope.manage(context.getProp(context.global, 'JSON'));
      const parse = scope.manage(context.getProp(json, 'parse'));
      const stringify = scope.manage(context.getProp(json, 'stringify'));
      const describe = scope.manage(context.unwrapResult(context.evalCode(describeThrown)));
      const call: Call = { context, runtime, task, interrupted, describe };
      const step = scope.manage(loadFunction(call));
      if (task.input === null) return { ok: true, output: null };
      const text = scope.manage(context.newString(task.input));
      const input = scope.manage(take(call, context.callFunction(parse, context.undefined, text)));
      const returned = take(call, context.callFunction(step, context.undefined, input));
      const result = scope.manage(settle(call, returned));
      return { ok: true, output: readResult(call, stringify, result) };
    });
  } catch (error) {
    if (error instanceof Stop) return error.outcome;
    const deep = error instanceof RangeError;
    const message = deep ? 'The code nests or recurses too deeply.' : 'The code broke the interpreter.';
    return { ok: false, kind: 'broken', message, line: null };
  }
}

function limit(runtime: QuickJSRuntime, task: SandboxTask, cpuMs: () => number): () => boolean {
  const deadline = cpuMs() + task.timeoutMs;
  let over = false;
  // Stops single large allocations at once; see Interpreters for the rest.
  runtime.setMemoryLimit(task.memoryMb * megabyte);
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(() => {
    over ||= cpuMs() > deadline;
    return over;
  });
  return () => over;
}

function loadFunction(call: Call): QuickJSHandle {
  const { context, task } = call;
  const evaluated = take(call, context.evalCode(task.code, 'step.js', { type: 'module' }));
  const namespace = settle(call, evaluated);
  try {
    const step = context.getProp(namespace, 'default');
    if (context.typeof(step) === 'function') return step;
    const found =
      context.typeof(step) === 'undefined' ? 'nothing' : `a value of type ${context.typeof(step)}`;
    step.dispose();
    throw new Stop('not_a_function', `The default export must be a function; the code exports ${found}.`);
  } finally {
    namespace.dispose();
  }
}

/** The value of a promise, or the value itself. Consumes the handle. */
function settle(call: Call, handle: QuickJSHandle): QuickJSHandle {
  const { context, runtime } = call;
  const jobs = runtime.executePendingJobs();
  if (jobs.error || call.interrupted()) {
    handle.dispose();
    throw jobs.error ? failure(call, jobs.error) : overran(call);
  }
  const state = context.getPromiseState(handle);
  if (state.type === 'fulfilled' && state.notAPromise) return handle;
  handle.dispose();
  if (state.type === 'fulfilled') return state.value;
  if (state.type === 'rejected') throw failure(call, state.error);
  throw new Stop(
    'bad_result',
    'The promise is never settled: there are no timers, no network and no imports here to wait for.',
  );
}

function readResult(call: Call, stringify: QuickJSHandle, result: QuickJSHandle): string | null {
  const { context } = call;
  const written = context.callFunction(stringify, context.undefined, result);
  if (written.error) {
    const stop = failure(call, written.error);
    if (stop.outcome.kind !== 'threw') throw stop;
    throw new Stop('bad_result', `The result cannot be written as JSON: ${stop.message}`, stop.outcome.line);
  }
  return written.value.consume((text) => {
    if (context.typeof(text) === 'undefined') return null;
    const length = context.getProp(text, 'length').consume((handle) => context.getNumber(handle));
    if (length > maxOutputChars) {
      throw new Stop(
        'bad_result',
        `The result is ${Math.ceil(length / 1024)} KB as JSON; at most ${maxOutputChars / 1024} KB may be given back.`,
      );
    }
    const json = context.getString(text);
    if (json === '') throw outOfMemory(call);
    return json;
  });
}

type Result = ReturnType<QuickJSContext['callFunction']>;

function take(call: Call, result: Result): QuickJSHandle {
  if (result.error) throw failure(call, result.error);
  // The null pointer: there was no memory left even for the value's handle.
  if (Number(result.value.value) === 0) throw outOfMemory(call);
  return result.value;
}

/** Consumes the handle of what was thrown. */
function failure(call: Call, thrown: QuickJSHandle): Stop {
  const { context, interrupted, describe } = call;
  const described = thrown.consume((handle) => context.callFunction(describe, context.undefined, handle));
  const text = described.error
    ? described.error.consume(() => null)
    : described.value.consume((handle) => context.getString(handle));
  if (interrupted()) return overran(call);
  const { memory, message, line } = readDescription(text);
  return memory ? outOfMemory(call, line) : new Stop('threw', message, line);
}

/** Without a line: the interpreter knows that of the last call only, which may lie far from the loop. */
function overran({ task }: Call): Stop {
  return new Stop('timeout', `The code ran longer than ${task.timeoutMs} ms.`);
}

function outOfMemory({ task }: Call, line: number | null = null): Stop {
  return new Stop('memory', `The code needs more than ${task.memoryMb} MB of memory.`, line);
}
