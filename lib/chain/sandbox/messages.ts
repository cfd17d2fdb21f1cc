/** What the pool and its threads say to each other. */

export interface SandboxTask {
  /** An ES module. */
  code: string;
  /** JSON the default export is called with; null only runs the module and looks at its default export. */
  input: string | null;
  /** Computing time, in milliseconds. */
  timeoutMs: number;
  memoryMb: number;
}

/**
 * `broken`: the interpreter failed in a way that leaves its memory in doubt, as deep recursion in native code does; to
 * the author it is an error of the code, and the thread is not used again.
 */
export type FailureKind = 'timeout' | 'memory' | 'threw' | 'bad_result' | 'not_a_function' | 'broken';

export type SandboxOutcome =
  /** `output` is JSON; null when the function gave nothing back. */
  | { ok: true; output: string | null }
  /** `line` is 1-based, in the author's code. */
  | { ok: false; kind: FailureKind; message: string; line: number | null };

export type ThreadReply = { kind: 'ready' } | { kind: 'done'; outcome: SandboxOutcome };
