import { gammaln } from 'simple-statistics';
import { timesLog } from './beta-mixture.ts';

/** Units seen by an arm, and the share, 0–1, it was to get. */
export interface ArmCount {
  units: number;
  expectedShare: number;
}

/** Weight of the prior around the expected shares, in units: deviations of some percent points are what is looked for. */
const concentration = 100;

/**
 * p-value of the shares being as expected, valid at every look: the sequential multinomial test of Lindon & Malek
 * ("Anytime-valid inference for multinomial count data", NeurIPS 2022). 1 ⁄ Bayes factor of Dirichlet(concentration × shares)
 * against the expected shares, at most 1; by Ville's inequality it ever falls to p with a chance of at most p. It is the
 * value at this look: a running minimum would be valid too and needs a memory. 0 when an arm without a share has units;
 * null without units.
 */
export function sampleRatioPValue(arms: readonly ArmCount[]): number | null {
  const total = arms.reduce((sum, { units }) => sum + units, 0);
  if (total === 0) return null;
  if (arms.some(({ units, expectedShare }) => units > 0 && expectedShare <= 0)) return 0;
  const logBayesFactor = arms
    .filter(({ expectedShare }) => expectedShare > 0)
    .reduce(
      (sum, { units, expectedShare }) => {
        const weight = concentration * expectedShare;
        return sum + gammaln(weight + units) - gammaln(weight) - timesLog(units, expectedShare);
      },
      gammaln(concentration) - gammaln(concentration + total),
    );
  return Math.min(1, Math.exp(-logBayesFactor));
}
