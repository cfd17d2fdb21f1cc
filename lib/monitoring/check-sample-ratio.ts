import type { SampleRatio } from './schemas.ts';
import { sampleRatioPValue } from './statistics/sample-ratio.ts';

/** Fewer say nothing about a split worth reading. */
const leastUnits = 100;
/** Alarms once in a thousand configurations that are all right, however often it is looked at. */
const alarmBelow = 0.001;

interface Share {
  name: string;
  trafficPercentage: number;
}

/** Whether the units came to the entities as configured; `units` holds how many different ones each entity saw. */
export function checkSampleRatio(
  entities: readonly Share[],
  units: ReadonlyMap<string, number>,
): SampleRatio {
  const whole = entities.reduce((sum, { trafficPercentage }) => sum + trafficPercentage, 0);
  const arms = entities
    .map(({ name, trafficPercentage }) => ({
      entity: name,
      units: units.get(name) ?? 0,
      expectedShare: trafficPercentage / whole,
    }))
    .filter((arm) => arm.expectedShare > 0 || arm.units > 0);
  const total = arms.reduce((sum, arm) => sum + arm.units, 0);
  const pValue = sampleRatioPValue(arms);
  return { ...verdict(arms, total, pValue), pValue, arms };
}

function verdict(
  arms: SampleRatio['arms'],
  total: number,
  pValue: number | null,
): Pick<SampleRatio, 'status' | 'message'> {
  if (pValue !== null && pValue < alarmBelow && total >= leastUnits) {
    return { status: 'mismatch', message: mismatchMessage(arms, total) };
  }
  const [only, second] = arms;
  if (only !== undefined && second === undefined) {
    return {
      status: 'as-expected',
      message: `Everything is assigned to ${only.entity}: there is no split to check.`,
    };
  }
  if (total < leastUnits) {
    return {
      status: 'too-early',
      message: `Too early to tell: ${total} of at least ${leastUnits} units (users, conversations) so far.`,
    };
  }
  return {
    status: 'as-expected',
    message: `${total.toLocaleString('en')} units (users, conversations) are split as configured.`,
  };
}

/** At most three significant digits. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function mismatchMessage(arms: SampleRatio['arms'], total: number): string {
  const deviation = (arm: SampleRatio['arms'][number]) => Math.abs(arm.units / total - arm.expectedShare);
  const worst = arms.reduce((a, b) => (deviation(b) > deviation(a) ? b : a));
  return (
    `${worst.entity} got ${percent(worst.units / total)} of ${total.toLocaleString('en')} units (users, conversations) instead of ` +
    `${percent(worst.expectedShare)}: more than chance explains, so do not compare the arms yet. Look for requests of one arm ` +
    'that are lost before they are recorded (crashes, time-outs in front of Slipway), for clients that come back with ' +
    'another x-slipway-unit or conversation after an answer they did not like, and for replicas of different releases.'
  );
}
