import type { Tone } from '#components/ui/badge.tsx';
import type {
  Check,
  CheckKind,
  MapState,
  NoticeStage,
  PublicState,
  Schedule,
  UptimeRange,
} from '#lib/health/schemas.ts';

export const kindWords: Readonly<Record<CheckKind, string>> = {
  question: 'Question',
  provider: 'Provider',
  knowledge: 'Knowledge base',
  queue: 'Background work',
  worker: 'Processes',
  database: 'PostgreSQL',
};

export const rangeWords: Readonly<Record<UptimeRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};

/** How a check stands, in a word. One that failed, but not often enough to be down, is not well either. */
export function stateOf(check: Pick<Check, 'state' | 'enabled' | 'overdue' | 'streak'>): {
  tone: Tone;
  word: string;
} {
  if (!check.enabled) return { tone: 'neutral', word: 'Off' };
  if (check.overdue) return { tone: 'neutral', word: 'Not run' };
  if (check.state === 'down') return { tone: 'bad', word: 'Down' };
  if (check.streak < 0) return { tone: 'warn', word: 'Failing' };
  return check.state === 'up' ? { tone: 'ok', word: 'Up' } : { tone: 'neutral', word: 'Not run yet' };
}

export const mapWords: Readonly<Record<MapState, { tone: Tone; word: string }>> = {
  up: { tone: 'ok', word: 'Up' },
  degraded: { tone: 'warn', word: 'Degraded' },
  down: { tone: 'bad', word: 'Down' },
  unknown: { tone: 'neutral', word: 'Unknown' },
};

export const publicWords: Readonly<Record<PublicState, { tone: Tone; word: string; sentence: string }>> = {
  operational: { tone: 'ok', word: 'Operational', sentence: 'Everything works' },
  degraded: { tone: 'warn', word: 'Degraded', sentence: 'Some things do not work as they should' },
  down: { tone: 'bad', word: 'Down', sentence: 'Nothing works at the moment' },
  unknown: { tone: 'neutral', word: 'Unknown', sentence: 'Not everything is known at the moment' },
};

export const stageWords: Readonly<Record<NoticeStage, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export function scheduleWords(schedule: Schedule): string {
  if ('cron' in schedule) return `${schedule.cron} (${schedule.timeZone})`;
  return schedule.everyMinutes === 1 ? 'Every minute' : `Every ${schedule.everyMinutes} minutes`;
}
