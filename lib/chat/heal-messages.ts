import { type Caller, systemCaller } from '../access/index.ts';
import { getInference } from '../inference/index.ts';
import { AppError } from '../platform/errors.ts';
import { processAlive } from '../platform/heartbeat.ts';
import { processId } from '../platform/process-id.ts';
import type { AnswerDetail } from '../serving/schemas.ts';
import { liveAnswer } from './live-answers.ts';
import { finishMessage, type MessageRow } from './store.ts';

const interrupted: AnswerDetail = {
  citations: [],
  checks: [],
  status: 'error',
  model: null,
  version: null,
  totalMs: null,
  error: {
    code: 'interrupted',
    message: 'Slipway was restarted while it wrote this answer. Ask again.',
    retryable: true,
  },
};

async function abandoned(message: MessageRow): Promise<boolean> {
  if (message.status !== 'streaming' || liveAnswer(message.id)) return false;
  if (message.serverId === null || message.serverId === processId()) return true;
  return !(await processAlive(message.serverId));
}

async function recordedOutcome(requester: Caller, requestId: string | null) {
  if (requestId === null) return null;
  try {
    return await getInference(requester, requestId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * Ends messages whose writer died: from the inference row when the answer was recorded before the end, else as interrupted.
 * Returns whether anything changed.
 */
export async function healMessages(messages: readonly MessageRow[]): Promise<boolean> {
  let healed = false;
  for (const message of messages) {
    if (!(await abandoned(message))) continue;
    const recorded = await recordedOutcome(systemCaller('chat'), message.requestId);
    const failed = recorded === null || recorded.status === 'error' || recorded.status === 'refused';
    const detail: AnswerDetail =
      recorded === null
        ? interrupted
        : {
            citations: recorded.citations,
            checks: recorded.checks,
            status: recorded.status,
            model: recorded.model,
            version: recorded.version,
            totalMs: recorded.totalMs,
            error:
              recorded.errorCode === null
                ? null
                : { code: recorded.errorCode, message: recorded.errorMessage ?? '', retryable: true },
          };
    await finishMessage(message.id, {
      content: recorded?.output ?? message.content,
      status: failed ? 'failed' : recorded.status === 'stopped' ? 'stopped' : 'complete',
      detail: detail,
    });
    healed = true;
  }
  return healed;
}
