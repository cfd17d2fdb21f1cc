import type { Attributes } from '@opentelemetry/api';
import type { ChatTurn } from '../../chain/schemas.ts';
import type { InferenceRecord } from '../../inference/index.ts';
import { genAi } from './semconv.ts';

/** Of one attribute, in characters; collectors refuse more than a few megabytes at once. */
const longest = 32_000;

/**
 * Question and answer for the span of the generation; null where they may not leave: the endpoint stores no text, or only a
 * masked one, or there is none.
 */
export function contentOf(record: InferenceRecord): Attributes | null {
  if (record.storeText === false || record.guardrails?.storesMasked === true) return null;
  const turns = record.prompt ?? record.input;
  const system = turns.filter(({ role }) => role === 'system');
  const others = turns.filter(({ role }) => role !== 'system');
  return {
    ...(system.length > 0 && { [genAi.systemInstructions]: JSON.stringify(system.map(partOf)) }),
    [genAi.inputMessages]: JSON.stringify(others.map((turn) => ({ role: turn.role, parts: [partOf(turn)] }))),
    [genAi.outputMessages]: JSON.stringify([
      {
        role: 'assistant',
        parts: [{ type: 'text', content: cut(record.output) }],
        finish_reason: record.status === 'stopped' ? 'length' : 'stop',
      },
    ]),
  };
}

function partOf({ content }: ChatTurn): { type: 'text'; content: string } {
  return { type: 'text', content: cut(typeof content === 'string' ? content : JSON.stringify(content)) };
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} […]`;
}
