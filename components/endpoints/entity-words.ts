import type { ServedEntity } from '#lib/serving/schemas.ts';

/** A served entity keeps its colour on every picture and table of its endpoint: its place decides. */
export function entityColor(index: number): string {
  return `var(--chart-${(index % 8) + 1})`;
}

/** "guide-assistant @champion", "guide-assistant version 3". */
export function targetText({ model, target }: Pick<ServedEntity, 'model' | 'target'>): string {
  return target.by === 'alias' ? `${model} @${target.alias}` : `${model} version ${target.version}`;
}

/** "90 % guide-assistant @champion, 10 % guide-assistant @challenger". */
export function splitText(entities: readonly ServedEntity[]): string {
  return entities.map((entity) => `${shareText(entity)} ${targetText(entity)}`).join(', ');
}

export function shareText({ trafficPercentage }: Pick<ServedEntity, 'trafficPercentage'>): string {
  return `${Number(trafficPercentage.toFixed(2))} %`;
}
