import type { GenerateRequest } from '../contract.ts';

/** Everything of a request that a model reads, for estimates of what it cost. */
export function promptText({ turns, tools }: GenerateRequest): string {
  const parts = turns.flatMap((turn) => [
    turn.content,
    ...(turn.toolCalls ?? []).map((call) => call.name + call.arguments),
  ]);
  if (tools !== undefined && tools.length > 0) parts.push(JSON.stringify(tools));
  return parts.join('\n');
}
