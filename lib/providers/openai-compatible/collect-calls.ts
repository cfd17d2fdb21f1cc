import type { ToolCall } from '../../chain/schemas.ts';
import { newId } from '../../platform/ids.ts';
import type { CallDelta } from './read-chunk.ts';

type Collected = CallDelta;

export interface CallCollector {
  take(delta: CallDelta): void;
  /** In the order they began; null when one never got its name. */
  finish(): ToolCall[] | null;
}

/**
 * Puts calls of tools together from their pieces. OpenAI numbers the calls (`index`) and names each in its first piece;
 * Google sends whole calls without a number, and some servers number every call 0.
 */
export function createCallCollector(): CallCollector {
  const calls: Collected[] = [];
  return {
    take(delta) {
      const known = callOf(calls, delta);
      if (known === undefined) {
        if (delta.index !== null || delta.name !== '' || delta.id !== '') calls.push({ ...delta });
        return;
      }
      known.id ||= delta.id;
      known.name ||= delta.name;
      known.arguments += delta.arguments;
    },
    finish() {
      if (calls.some(({ name }) => name.trim() === '')) return null;
      return calls.map(({ id, name, arguments: given }) => ({
        // Some servers give none, and the result of a call must name it.
        id: id || `call_${newId()}`,
        name,
        arguments: given === '' ? '{}' : given,
      }));
    },
  };
}

function callOf(calls: readonly Collected[], delta: CallDelta): Collected | undefined {
  const last = calls.findLast((call) => delta.index === null || call.index === delta.index);
  return last === undefined || beginsAnother(last, delta) ? undefined : last;
}

/** A piece that repeats the name of its call goes on; one that names another identity begins another. */
function beginsAnother(call: Collected, { index, id, name }: CallDelta): boolean {
  if (index === null && name !== '') return id === '' || id !== call.id;
  const another = (mine: string, its: string) => mine !== '' && its !== '' && mine !== its;
  return another(name, call.name) || (name !== '' && another(id, call.id));
}
