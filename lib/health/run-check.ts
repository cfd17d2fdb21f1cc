/** One run of one check, within its time. */
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { pingProvider } from '../providers/index.ts';
import type { Tried } from './kinds/outcome.ts';
import { tryKnowledge } from './kinds/try-knowledge.ts';
import { tryQuestion } from './kinds/try-question.ts';
import { tryDatabase, tryProcesses, tryQueue } from './kinds/try-system.ts';
import type { CheckDefinition } from './schemas.ts';

export interface Run {
  passed: boolean;
  latencyMs: number;
  message: string;
  requestId: string | null;
}

/** What does not hear that its time is over is left to itself this much later. */
const deafMs = 1000;
const maxMessageChars = 500;

/** Whatever happens is a result; throws only when `stop` aborts. */
export async function runCheck(
  { name, definition, timeoutMs }: { name: string; definition: CheckDefinition; timeoutMs: number },
  stop: AbortSignal,
): Promise<Run> {
  const started = performance.now();
  const over = AbortSignal.timeout(timeoutMs);
  const late = Promise.withResolvers<Tried>();
  const noAnswer: Tried = { passed: false, message: `No answer within ${timeoutMs / 1000} s.` };
  const timer = setTimeout(() => late.resolve(noAnswer), timeoutMs + deafMs);
  try {
    const trying = tryIt(definition, name, AbortSignal.any([stop, over])).catch((error: unknown) => {
      stop.throwIfAborted();
      return over.aborted ? noAnswer : { passed: false, message: reasonOf(error, name) };
    });
    const tried = await Promise.race([trying, late.promise]);
    stop.throwIfAborted();
    const latencyMs = tried.latencyMs ?? performance.now() - started;
    const judged = over.aborted ? { ...tried, ...noAnswer } : withinTime(tried, definition, latencyMs);
    return {
      passed: judged.passed,
      message: judged.message.slice(0, maxMessageChars),
      requestId: judged.requestId ?? null,
      latencyMs,
    };
  } finally {
    clearTimeout(timer);
  }
}

async function tryIt(definition: CheckDefinition, name: string, signal: AbortSignal): Promise<Tried> {
  switch (definition.kind) {
    case 'question':
      return tryQuestion(definition, name, signal);
    case 'provider': {
      const { ok, message } = await pingProvider(definition.provider, signal);
      return { passed: ok, message };
    }
    case 'knowledge':
      return tryKnowledge(definition, signal);
    case 'queue':
      return tryQueue(definition);
    case 'worker':
      return tryProcesses(definition);
    case 'database':
      return tryDatabase();
  }
}

function withinTime(tried: Tried, definition: CheckDefinition, latencyMs: number): Tried {
  const most = 'maxLatencyMs' in definition ? definition.maxLatencyMs : null;
  if (!tried.passed || most === null || latencyMs <= most) return tried;
  return {
    ...tried,
    passed: false,
    message: `It took ${Math.round(latencyMs)} ms, and may take ${most} ms.`,
  };
}

function reasonOf(error: unknown, check: string): string {
  if (error instanceof AppError) return error.message;
  log.warn('a health check failed', { check, error });
  return 'It failed for a reason that the log of the worker tells.';
}
