import type { InputSignature } from '#lib/chain/schemas.ts';
import { needWords, variableWords } from './variable-words.ts';

/** What a request must look like. */
export function SignatureTable({ signature }: { signature: InputSignature }) {
  const variables = Object.entries(signature.variables ?? {});
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        A question of up to {signature.maxQuestionChars.toLocaleString('en')} characters
        {variables.length === 0 ? ', and nothing else.' : ', and:'}
      </p>
      {variables.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div tabIndex={0} className="overflow-x-auto rounded-md border border-border">
          <table aria-label="Input variables" className="w-full border-collapse text-base">
            <thead>
              <tr className="border-border border-b text-left text-muted-foreground text-xs">
                {['Variable', 'Value', 'Need', 'Meaning'].map((header) => (
                  <th key={header} scope="col" className="h-9 px-3 font-medium">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {variables.map(([name, variable]) => (
                <tr key={name} className="h-9 border-border border-b last:border-b-0">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    <code className="font-mono text-sm">{name}</code>
                  </th>
                  <td className="px-3 py-1.5 tabular-nums">{variableWords(variable)}</td>
                  <td className="px-3 py-1.5">{needWords(variable)}</td>
                  <td className="px-3 py-1.5 text-muted-foreground">{variable.description ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {signature.example && (
        <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">
          For example: “{signature.example.question}”
        </p>
      )}
    </div>
  );
}
