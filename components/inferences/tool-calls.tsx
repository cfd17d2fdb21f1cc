import { CodeBlock } from '#components/ui/code-block.tsx';
import type { ToolCall } from '#lib/chain/schemas.ts';

/** Arguments as the model wrote them, laid out when they are JSON. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function ToolCalls({ calls }: { calls: readonly ToolCall[] }) {
  return calls.map(({ id, name, arguments: given }) => (
    <CodeBlock key={id} title={`calls ${name}`} code={readable(given)} wrap />
  ));
}
