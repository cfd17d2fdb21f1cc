import type { EndpointDetail } from '../serving/schemas.ts';
import type { AlertEvent } from './alert-schemas.ts';

/** How long before the start a change may lie and still be suspected. */
const beforeMs = 6 * 3_600_000;
const most = 50;

/** What changed what the endpoint serves, from some hours before the alert began until it was over. Pure. */
export function changesAround(
  { name, history, moves }: Pick<EndpointDetail, 'name' | 'history' | 'moves'>,
  startedAt: Date,
  resolvedAt: Date | null,
): AlertEvent[] {
  const from = startedAt.getTime() - beforeMs;
  const to = resolvedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const href = `/endpoints/${encodeURIComponent(name)}`;
  const configs = history.map(({ number, rolledBackTo, reason, createdAt, createdBy }) => ({
    id: `config-${number}`,
    at: createdAt,
    kind: 'change',
    text: `${
      rolledBackTo === null
        ? `Configuration ${number} was put in force`
        : `Rolled back to configuration ${rolledBackTo}, as configuration ${number}`
    }${reason === '' ? '' : `: ${reason}`}`,
    by: createdBy,
    href,
  }));
  const moved = moves.map(({ at, model, via, fromVersion, toVersion, actor }, index) => ({
    id: `move-${at}-${index}`,
    at,
    kind: 'change',
    text: `${model}${via} moved from ${versionWords(fromVersion)} to ${versionWords(toVersion)}`,
    by: actor,
    href,
  }));
  return [...configs, ...moved]
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to)
    .slice(0, most);
}

function versionWords(version: number | null): string {
  return version === null ? 'nothing' : `version ${version}`;
}
