import { formatCount, formatMoney, threeDigits } from '#components/ui/format.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import type { Basis, DriftFinding } from '#lib/monitors/schemas.ts';
import { effectWords, formatColumn, formatP, testWords } from './words.ts';

/** The test, the effect and every distance, for whoever wants to know. */
export function Evidence({ finding, unit }: { finding: DriftFinding; unit: string | null }) {
  const { measures } = finding;
  const rows = [
    {
      key: 'Size of the change',
      value: `${finding.size}: ${effectWords[finding.effectMeasure]} ${threeDigits(finding.effect)}`,
    },
    {
      key: testWords[finding.test],
      value: `p ${formatP(finding.pValue)}, corrected ${formatP(finding.adjustedPValue)}`,
    },
    {
      key: 'Wasserstein distance',
      value: measures.wasserstein === null ? null : formatColumn(measures.wasserstein, unit),
    },
    { key: 'Jensen–Shannon distance', value: number(measures.jensenShannon) },
    { key: 'Population stability index', value: number(measures.populationStability) },
    { key: 'Total variation', value: number(measures.totalVariation) },
    { key: 'Kolmogorov–Smirnov distance', value: number(measures.kolmogorovSmirnov) },
    { key: 'χ²', value: number(measures.chiSquared) },
    { key: 'Compared by', value: finding.basis === null ? null : basisWords(finding.basis) },
  ];
  return (
    <details className="rounded-md border border-border px-3 py-2">
      <summary className="cursor-pointer font-medium text-sm">How it was judged</summary>
      <KeyValues className="pt-3 text-sm" items={rows.filter(({ value }) => value !== null)} />
    </details>
  );
}

const number = (value: number | null): string | null => (value === null ? null : threeDigits(value));

function basisWords({ by, model, knowledge, why, questions, asked, cost }: Basis): string {
  const looked = `${formatCount(questions.current)} questions of this window and ${formatCount(questions.baseline)} of the baseline`;
  if (by === 'words') return `words, because ${why ?? 'there is no embedding model'}; ${looked}`;
  const money = BigInt(cost) === 0n ? '' : `, for ${formatMoney(BigInt(cost))}`;
  return `embeddings of ${model ?? 'a model'}, as in "${knowledge ?? ''}"; ${looked}, ${formatCount(asked)} of them embedded for this${money}`;
}
