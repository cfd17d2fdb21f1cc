import type { ExecutableChain, ModelChoice } from '#lib/chain/schemas.ts';
import { modelText } from './pipeline-steps.ts';
import { conditionWords } from './routing-words.ts';

/** Which model answers when: the first row that holds. */
export function RoutingTable({ chain }: { chain: ExecutableChain }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="overflow-x-auto rounded-md border border-border">
      <table aria-label="Routing rules" className="w-full border-collapse text-base">
        <thead>
          <tr className="border-border border-b text-left text-muted-foreground text-xs">
            <th scope="col" className="h-9 px-3 font-medium">
              Rule
            </th>
            <th scope="col" className="px-3 font-medium">
              When
            </th>
            <th scope="col" className="px-3 font-medium">
              Answers
            </th>
          </tr>
        </thead>
        <tbody>
          {chain.routing?.map(({ name, when, model }) => (
            <Row key={name} name={name} when={conditionWords(when).join(', and ')} model={model} />
          ))}
          <Row name="otherwise" when="no rule holds" model={chain.model} />
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, when, model }: { name: string; when: string; model: ModelChoice }) {
  return (
    <tr className="h-9 border-border border-b last:border-b-0">
      <th scope="row" className="px-3 py-1.5 text-left font-medium">
        {name}
      </th>
      <td className="px-3 py-1.5 text-muted-foreground tabular-nums">{when}</td>
      <td className="whitespace-nowrap px-3 py-1.5">{modelText(model)}</td>
    </tr>
  );
}
