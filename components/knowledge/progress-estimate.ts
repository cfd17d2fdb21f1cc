import {
  activeDocumentStates,
  type DocumentPage,
  type DocumentState,
  type DocumentSummary,
} from '#lib/knowledge/schemas.ts';

/** Counts of documents by what a person needs to know. */
export interface IngestProgress {
  total: number;
  ready: number;
  failed: number;
  cancelled: number;
  active: number;
}

export function progressOf(counts: DocumentPage['counts']): IngestProgress {
  const of = (state: DocumentState) => counts[state] ?? 0;
  const active = activeDocumentStates.reduce((sum, state) => sum + of(state), 0);
  const [ready, failed, cancelled] = [of('ready'), of('failed'), of('cancelled')];
  return { total: active + ready + failed + cancelled, ready, failed, cancelled, active };
}

/** Share of the whole work that lies before each stage, and the stage's own: rough, but the same for every document. */
const stages: Partial<Record<DocumentState, { before: number; own: number }>> = {
  queued: { before: 0, own: 0 },
  parsing: { before: 0.02, own: 0.43 },
  chunking: { before: 0.45, own: 0.05 },
  embedding: { before: 0.5, own: 0.35 },
  indexing: { before: 0.85, own: 0.15 },
};

/** How much of a document's way is behind it, 0–1; 1 when nothing is being done to it. */
export function shareDone(document: Pick<DocumentSummary, 'state' | 'stageProgress'>): number {
  const stage = stages[document.state];
  if (!stage) return 1;
  return stage.before + stage.own * Math.min(1, Math.max(0, document.stageProgress));
}

/** Documents' worth of work left: those in work by their share, those not listed as not begun. */
export function workLeft(
  active: number,
  inWork: readonly Pick<DocumentSummary, 'state' | 'stageProgress'>[],
): number {
  const begun = inWork.reduce((sum, document) => sum + shareDone(document), 0);
  return Math.max(0, active - begun);
}

export interface Sample {
  /** Milliseconds of any steady clock. */
  at: number;
  left: number;
}

/** Speed is taken from this long back, so that it follows what is being worked on now. */
const windowMs = 60_000;
const leastMs = 4_000;
const leastWork = 0.05;
const longestMs = 24 * 3_600_000;

/** Adds a look at the work. New documents raise what is left without having cost any speed: what was seen shifts up. */
export function observe(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1);
  const added = last ? Math.max(0, sample.left - last.left) : 0;
  return [
    ...samples
      .filter(({ at }) => at > sample.at - windowMs && at < sample.at)
      .map(({ at, left }) => ({ at, left: left + added })),
    sample,
  ];
}

/** Milliseconds until everything is done at the speed observed; null while that cannot be told honestly. */
export function timeLeft(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.left <= 0) return null;
  const elapsed = last.at - first.at;
  const done = first.left - last.left;
  if (elapsed < leastMs || done < leastWork) return null;
  const left = (last.left / done) * elapsed;
  return left > longestMs ? null : left;
}

/** "less than a minute left", "about 2 min left": no more exact than it is. */
export function timeLeftText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return 'less than a minute left';
  if (minutes < 60) return `about ${Math.round(minutes)} min left`;
  return `about ${Math.round(minutes / 60)} h left`;
}
