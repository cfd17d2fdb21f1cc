import type { Measured } from './measure.ts';
import type { PromotionCheck } from './schemas.ts';
import { clearlyHigher, type Proportion } from './wilson.ts';

const title = 'It does no worse than the current version';

/**
 * Compares error rate and satisfaction. `current` is null when the stage is empty; its figures are from the same environment
 * when it served there, else from the one it is current in.
 */
export function qualityCheck(
  candidate: Measured,
  current: (Measured & { version: number }) | null,
): PromotionCheck {
  const check = { id: 'quality' as const, title };
  if (candidate.errors === null) {
    return {
      ...check,
      status: 'warning',
      detail: `Not measured: it answered nothing in ${candidate.environment}.`,
    };
  }
  const own = `In ${candidate.environment}: ${figures(candidate)}.`;
  if (current === null) return { ...check, status: 'passed', detail: `${own} There is no current version.` };
  const theirs = `Version ${current.version} in ${current.environment}: ${figures(current)}.`;
  const worse = [
    ...(current.errors !== null && clearlyHigher(candidate.errors, current.errors)
      ? ['It fails clearly more often than the current version.']
      : []),
    ...(candidate.satisfaction !== null &&
    current.satisfaction !== null &&
    clearlyHigher(current.satisfaction, candidate.satisfaction)
      ? ['It is rated clearly worse than the current version.']
      : []),
  ];
  return {
    ...check,
    status: worse.length > 0 ? 'warning' : 'passed',
    detail: [...worse, own, theirs].join(' '),
  };
}

function figures({ errors, satisfaction }: Measured): string {
  const failed = errors === null ? 'no requests' : `${share(errors)} of ${count(errors, 'request')} failed`;
  const liked =
    satisfaction === null ? 'not rated' : `${share(satisfaction)} of ${count(satisfaction, 'rating')} good`;
  return `${failed}, ${liked}`;
}

function share({ hits, trials }: Proportion): string {
  return `${Number(((100 * hits) / trials).toFixed(1))} %`;
}

function count({ trials }: Proportion, noun: string): string {
  return `${trials.toLocaleString('en')} ${noun}${trials === 1 ? '' : 's'}`;
}
