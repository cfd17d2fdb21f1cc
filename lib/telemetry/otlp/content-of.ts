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
  const system = newest(turns.filter(({ role }) => role === 'system'));
  const others = newest(turns.filter(({ role }) => role !== 'system'));
  return {
    ...(system.length > 0 && { [genAi.systemInstructions]: JSON.stringify(system.map(({ part }) => part)) }),
    [genAi.inputMessages]: JSON.stringify(others.map(({ role, part }) => ({ role, parts: [part] }))),
    [genAi.outputMessages]: JSON.stringify([
      {
        role: 'assistant',
        parts: [{ type: 'text', content: cut(record.output, longest) }],
        finish_reason: record.status === 'stopped' ? 'length' : 'stop',
      },
    ]),
  };
}

interface Shown {
  role: ChatTurn['role'];
  part: { type: 'text'; content: string };
}

/** The last turns, in their order, as far as they fit together. */
function newest(turns: readonly ChatTurn[]): Shown[] {
  const shown: Shown[] = [];
  let left = longest;
  for (const { role, content } of turns.toReversed()) {
    if (left <= 0) break;
    const text = cut(typeof content === 'string' ? content : JSON.stringify(content), left);
    left -= text.length;
    shown.unshift({ role, part: { type: 'text', content: text } });
  }
  return shown;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()} […]`;
}

/** What it takes in memory while it waits, in characters. */
export function sizeOf(content: Attributes | null): number {
  return Object.values(content ?? {}).reduce<number>((sum, value) => sum + String(value).length, 0);
}
