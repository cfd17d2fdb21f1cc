'use client';

import { Field } from '#components/ui/field.tsx';
import { formatCount, threeDigits } from '#components/ui/format.ts';
import { Textarea } from '#components/ui/textarea.tsx';
import { useSettled } from '#lib/client/use-settled.ts';
import { type CreateCustom, columnKeys, describeColumn, type Trial } from '#lib/monitors/schemas.ts';
import { useTrial } from './queries.ts';

const names = columnKeys.filter((key) => describeColumn(key).kind !== 'text');

interface FormulaFieldProps {
  values: CreateCustom;
  onFormula: (formula: string) => void;
}

/** The formula, tried on recent requests as it is written; a mistake is shown where it is. */
export function FormulaField({ values, onFormula }: FormulaFieldProps) {
  const formula = useSettled(values.formula, 400);
  const { endpoint, name, kind, aggregation } = values;
  const ready = endpoint !== '' && formula.trim() !== '';
  const trial = useTrial(ready ? { endpoint, name, kind, formula, aggregation } : null);
  const problem = ready ? trial.data?.problem : null;
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Formula"
        hint={
          kind === 'row'
            ? 'For example cost / (answer_length / 5), or latency > 2000. Dividing by zero gives no value.'
            : "For example p95(latency) / p50(latency), errors / requests, or 2 * custom('Cost per word')."
        }
        error={problem?.message}
        required
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            className="font-mono"
            spellCheck={false}
            value={values.formula}
            onChange={(event) => onFormula(event.target.value)}
          />
        )}
      </Field>
      {problem && <Pointer formula={formula} at={problem.at} />}
      {kind === 'row' && (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted-foreground">Columns and functions</summary>
          <p className="pt-1 font-mono text-sm [overflow-wrap:anywhere]">{names.join(', ')}</p>
          <p className="pt-1 text-muted-foreground">
            + − * / %, comparisons, and, or, not, if(condition, a, b), coalesce, is_null, one_of, least,
            greatest, clamp, abs, round, floor, ceil, sqrt, ln, log10, exp, pow, length, contains, starts_with
          </p>
        </details>
      )}
      {ready && trial.data && problem === null && <Result trial={trial.data} kind={kind} />}
      {trial.error && <p className="text-bad text-sm">The formula could not be tried.</p>}
    </div>
  );
}

/** The formula with a mark under the character that is wrong. */
function Pointer({ formula, at }: { formula: string; at: number }) {
  const from = Math.max(0, at - 30);
  const part = formula.slice(from, at + 30).replaceAll('\n', ' ');
  return (
    <pre aria-hidden className="overflow-x-auto rounded-sm bg-muted px-2 py-1 text-sm">
      {part}
      {'\n'}
      {' '.repeat(at - from)}
      <span className="text-bad">^</span>
    </pre>
  );
}

function Result({ trial, kind }: { trial: Trial; kind: CreateCustom['kind'] }) {
  const over =
    kind === 'row'
      ? `over the newest ${formatCount(trial.rows)} rows, of which ${formatCount(trial.withValue)} have a value`
      : 'over the last 24 hours';
  return (
    <div className="rounded-md border border-border px-3 py-2" role="status">
      <p className="text-base">
        <strong className="tabular-nums">
          {trial.value === null ? 'No value' : threeDigits(trial.value)}
        </strong>{' '}
        <span className="text-muted-foreground text-sm">{over}</span>
      </p>
      {trial.samples.length > 0 && (
        <table className="mt-1 w-full text-sm tabular-nums">
          <caption className="sr-only">Newest rows</caption>
          <tbody>
            {trial.samples.map(({ requestId, inputs, value }) => (
              <tr key={requestId} className="border-border border-t">
                <td className="py-0.5 text-muted-foreground [overflow-wrap:anywhere]">
                  {Object.entries(inputs)
                    .map(([key, input]) => `${key} ${show(input)}`)
                    .join(', ')}
                </td>
                <td className="py-0.5 pl-3 text-right">{show(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function show(value: number | string | boolean | null): string {
  if (value === null) return 'none';
  return typeof value === 'number' ? threeDigits(value) : String(value);
}
