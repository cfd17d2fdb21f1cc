import type { Caller } from '../../../access/index.ts';
import type { ModelParameters } from '../../../chain/schemas.ts';
import { newId } from '../../../platform/ids.ts';
import { answer } from '../../answer.ts';
import type { AnswerOutcome } from '../../answer-contract.ts';
import type { Unit } from '../../unit.ts';
import type { AskedRow } from './rows-of.ts';

export interface RowsRequest {
  endpoint: string;
  rows: readonly AskedRow[];
  parameters: Partial<ModelParameters>;
  caller: Caller;
  /** Of the whole call; a call with one row is one request and keeps it. */
  requestId: string;
  clientRequestId: string | null;
  unit: Unit | null;
  tag: string | null;
  /** Called for each row; the last says the least left. */
  onLimits: (headers: Readonly<Record<string, string>>) => void;
  signal: AbortSignal;
}

export type RowsOutcome =
  | { failed: null; outcomes: AnswerOutcome[] }
  | { failed: { row: number; outcome: AnswerOutcome } };

/** Rows of one call that are answered at a time, so that one large call leaves room for others. */
const atOnce = 8;

/**
 * Answers rows in their order, each with a row of its own in the log. As on MLflow's scoring servers a call is answered
 * whole: the first row that fails ends it, rows not begun are not asked, and those under way are stopped.
 */
export async function predictRows(request: RowsRequest): Promise<RowsOutcome> {
  const { rows } = request;
  const outcomes: AnswerOutcome[] = [];
  const stopper = new AbortController();
  const signal = AbortSignal.any([request.signal, stopper.signal]);
  let failed: { row: number; outcome: AnswerOutcome } | null = null;
  const waiting = [...rows.entries()];
  const runners = Array.from({ length: Math.min(atOnce, rows.length) }, async () => {
    for (let next = waiting.shift(); next !== undefined && failed === null; next = waiting.shift()) {
      const [index, row] = next;
      const outcome = await ask(request, row, signal);
      outcomes[index] = outcome;
      if (outcome.detail.error === null || failed !== null) continue;
      failed = { row: index, outcome };
      stopper.abort();
    }
  });
  await Promise.all(runners);
  return failed === null ? { failed, outcomes } : { failed };
}

function ask(request: RowsRequest, row: AskedRow, signal: AbortSignal): Promise<AnswerOutcome> {
  const { endpoint, parameters, caller, clientRequestId, unit, tag, onLimits, rows } = request;
  return answer(
    {
      requestId: rows.length === 1 ? request.requestId : newId(),
      endpoint,
      turns: row.turns,
      inputs: row.inputs,
      caller,
      source: 'api',
      conversationId: null,
      clientRequestId,
      unit,
      tag,
      onLimits,
      parameters,
      signal,
    },
    () => undefined,
  );
}
