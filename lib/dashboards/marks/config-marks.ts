/** Marks of an endpoint's own history. Pure. */
import type { EndpointDetail } from '../../serving/schemas.ts';
import type { ChartMark } from '../overview-schemas.ts';

type History = Pick<EndpointDetail, 'name' | 'history' | 'moves'>;
type Entry = EndpointDetail['history'][number];

/** What changed what an endpoint serves. `named` says which endpoint, where a chart shows several. */
export function configMarks({ name, history, moves }: History, named: boolean): ChartMark[] {
  const prefix = named ? `${name}: ` : '';
  const href = `/endpoints/${encodeURIComponent(name)}`;
  const changes = history.map((entry, index) => ({
    at: entry.createdAt,
    href,
    ...changeOf(entry, history[index + 1] ?? null),
  }));
  const moved = moves.map(({ at, model, via, fromVersion, toVersion }) => ({
    at,
    href,
    kind: 'version' as const,
    label: `${model}${via} ${moveWords(fromVersion, toVersion)}`,
  }));
  return [...changes, ...moved].map((mark) => ({ ...mark, label: `${prefix}${mark.label}` }));
}

/** Entries are newest first, so the one before is the next in the list. */
function changeOf(entry: Entry, before: Entry | null): Pick<ChartMark, 'kind' | 'label'> {
  if (entry.rolledBackTo !== null) {
    return { kind: 'rollback', label: `rolled back to configuration ${entry.rolledBackTo}` };
  }
  if (before === null) return { kind: 'version', label: `configuration ${entry.number}` };
  if (targets(entry) !== targets(before)) {
    return { kind: 'version', label: `configuration ${entry.number} serves ${servedWords(entry)}` };
  }
  return { kind: 'split', label: `split ${splitWords(entry)}` };
}

function targets({ servedEntities }: Entry): string {
  return JSON.stringify(servedEntities.map(({ name, target }) => [name, target]).sort());
}

function servedWords({ servedEntities }: Entry): string {
  return servedEntities.map(({ name }) => name).join(', ');
}

function splitWords({ servedEntities }: Entry): string {
  return servedEntities.map(({ name, trafficPercentage }) => `${name} ${trafficPercentage} %`).join(', ');
}

function moveWords(from: number | null, to: number | null): string {
  if (to === null) return 'points nowhere';
  return from === null ? `is version ${to}` : `moved from version ${from} to ${to}`;
}
