import { chartColor } from '#components/charts/series.ts';
import { type ServedEntity, type ServedTarget, targetText } from '#lib/serving/schemas.ts';

/** A served entity keeps its colour on every picture and table of its endpoint: its place decides. */
export function entityColor(index: number): string {
  return chartColor(index);
}

/** "90 % assistant@champion, 10 % assistant:4". */
export function splitText(entities: readonly Pick<ServedEntity, 'target' | 'trafficPercentage'>[]): string {
  return entities.map((entity) => `${shareText(entity)} ${targetText(entity.target)}`).join(', ');
}

export function shareText({ trafficPercentage }: Pick<ServedEntity, 'trafficPercentage'>): string {
  return percentText(trafficPercentage);
}

/** A percentage of 0–100 as "33.3 %". */
export function percentText(percentage: number): string {
  return `${Number(percentage.toFixed(2))} %`;
}

/** How a version is reached: "@champion", "/production"; null when it is pinned or there is none. */
export function viaText(target: ServedTarget): string | null {
  if (target.by === 'alias') return `@${target.alias}`;
  return target.by === 'stage' ? `/${target.stage}` : null;
}

/** "assistant version 3", or the external model's own name. `version` is what the target means now. */
export function answererText(target: ServedTarget, version: number | null): string {
  if (target.by === 'external' || version === null) return targetText(target);
  return `${target.model} version ${version}`;
}
