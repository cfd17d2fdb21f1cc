import { StatusBadge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatPercent } from '#components/ui/format.ts';
import type { PublicStatus } from '#lib/health/schemas.ts';
import { publicWords, stageWords } from './words.ts';

/** Times are UTC: the page is the same for every reader, and made without a script. */
export function PublicStatusPage({ status }: { status: PublicStatus }) {
  const { tone, sentence } = publicWords[status.state];
  const open = status.incidents.filter(({ resolvedAt }) => resolvedAt === null);
  const past = status.incidents.filter(({ resolvedAt }) => resolvedAt !== null);
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-10">
      <header className="flex flex-col gap-2">
        <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{status.title}</h1>
        {status.intro !== '' && (
          <p className="whitespace-pre-wrap text-muted-foreground [overflow-wrap:anywhere]">{status.intro}</p>
        )}
        <p className="flex flex-wrap items-center gap-2 text-lg">
          <StatusBadge tone={tone} className="h-6 text-sm">
            {publicWords[status.state].word}
          </StatusBadge>
          {sentence}.
        </p>
      </header>
      {open.length > 0 && <Incidents title="Going on" incidents={open} />}
      <section aria-label="Services" className="flex flex-col gap-5">
        {status.entries.map((entry) => (
          <Entry key={entry.name} entry={entry} />
        ))}
        {status.entries.length === 0 && <p className="text-muted-foreground">Nothing is listed yet.</p>}
      </section>
      {past.length > 0 && <Incidents title="The last two weeks" incidents={past} />}
      <footer className="text-muted-foreground text-xs">As of {momentOf(status.at)}.</footer>
    </main>
  );
}

function Entry({ entry }: { entry: PublicStatus['entries'][number] }) {
  const { tone, word } = publicWords[entry.state];
  const known = entry.days.filter(({ share }) => share !== null).length;
  const uptime =
    entry.uptime === null ? 'nothing known yet' : `${formatPercent(entry.uptime)} of checks passed`;
  return (
    <article className="flex flex-col gap-2 rounded-md border border-border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-medium text-base [overflow-wrap:anywhere]">{entry.name}</h2>
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </div>
      <div
        role="img"
        aria-label={`The last ${entry.days.length} days, ${known} of them known: ${uptime}`}
        className="flex h-7 items-stretch gap-px"
      >
        {entry.days.map(({ day, share }) => (
          <span
            key={day}
            title={`${day}: ${share === null ? 'nothing known' : formatPercent(share)}`}
            className={cn('min-w-0.5 flex-1 rounded-[1px]', colourOf(share))}
          />
        ))}
      </div>
      <p className="flex justify-between gap-2 text-muted-foreground text-xs">
        <span>{entry.days.length} days ago</span>
        <span className="tabular-nums">{uptime}</span>
        <span>Today</span>
      </p>
    </article>
  );
}

/** Half of the checks of a day failing is an outage; fewer are a disturbance. */
function colourOf(share: number | null): string {
  if (share === null) return 'bg-muted';
  if (share >= 0.995) return 'bg-ok';
  return share > 0.5 ? 'bg-warn' : 'bg-bad';
}

function Incidents({ title, incidents }: { title: string; incidents: PublicStatus['incidents'] }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <h2 className="font-semibold text-base">{title}</h2>
      {incidents.map((incident) => (
        <article
          key={incident.startedAt}
          className="flex flex-col gap-2 rounded-md border border-border bg-surface px-4 py-3"
        >
          <h3 className="font-medium [overflow-wrap:anywhere]">{incident.title}</h3>
          <ul className="flex flex-col gap-2 border-border border-l pl-3 text-sm">
            {incident.updates.map(({ stage, text, at }) => (
              <li key={at}>
                <span className="font-medium">{stageWords[stage]}</span>{' '}
                <time dateTime={at} className="text-muted-foreground text-xs">
                  {momentOf(at)}
                </time>
                <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

function momentOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
