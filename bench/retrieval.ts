/**
 * Quality and speed of keyword retrieval beside plain LanceDB full-text search, on corpora nobody here wrote.
 * Usage: npm run bench:retrieval [-- --large]   (`--large` adds 100,000 chunks of replicated text)
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Corpus, loadCranfield, loadXquad } from './corpora.ts';
import { hit, mean, ndcg, percentile } from './metrics.ts';
import { type Arm, plainArm, replicate, slipwayArm } from './retrieval-arms.ts';

interface Outcome {
  rankings: string[][];
  p50: number;
  p95: number;
}

const depth = 10;
const targets = [
  { corpus: 'Cranfield', metric: 'nDCG@10', target: 0.42 },
  { corpus: 'XQuAD-en', metric: 'hit@1', target: 0.94 },
  { corpus: 'XQuAD-es', metric: 'hit@5', target: 0.95 },
  { corpus: 'XQuAD-zh', metric: 'hit@5', target: 0.95 },
  { corpus: 'XQuAD-ar', metric: 'hit@5', target: 0.95 },
] as const;

const metrics = {
  'nDCG@10': (ranking: string[], relevant: ReadonlySet<string>) => ndcg(ranking, relevant, 10),
  'hit@1': (ranking: string[], relevant: ReadonlySet<string>) => hit(ranking, relevant, 1),
  'hit@5': (ranking: string[], relevant: ReadonlySet<string>) => hit(ranking, relevant, 5),
};

/** Runs both arms question by question in turn, so that noise on the machine hits both. */
async function run(arms: readonly Arm[], corpus: Corpus): Promise<Outcome[]> {
  const rankings: string[][][] = arms.map(() => []);
  const times: number[][] = arms.map(() => []);
  for (const arm of arms) {
    for (const question of corpus.questions.slice(0, 20)) await arm.search(question.text, depth);
  }
  for (const question of corpus.questions) {
    for (const [at, arm] of arms.entries()) {
      const started = performance.now();
      const ranking = await arm.search(question.text, depth);
      times[at]?.push(performance.now() - started);
      rankings[at]?.push(ranking);
    }
  }
  return arms.map((_, at) => ({
    rankings: rankings[at] ?? [],
    p50: percentile(times[at] ?? [], 0.5),
    p95: percentile(times[at] ?? [], 0.95),
  }));
}

function score(
  corpus: Corpus,
  outcome: Outcome,
  metric: keyof typeof metrics,
  only?: 'odd' | 'even',
): number {
  const values = corpus.questions.map((question, at) =>
    metrics[metric](outcome.rankings[at] ?? [], question.relevant),
  );
  if (only === undefined) return mean(values);
  return mean(values.filter((_, at) => (at % 2 === 0) === (only === 'odd')));
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(corpus: Corpus): Promise<{ plain: Outcome; ours: Outcome }> {
  console.log(`${corpus.name}: ${corpus.documents.length} documents, ${corpus.questions.length} questions…`);
  return withFolder(async (folder) => {
    const arms = [await plainArm(folder, corpus), await slipwayArm(folder, corpus)];
    const [plain, ours] = await run(arms, corpus);
    for (const arm of arms) arm.close();
    if (plain === undefined || ours === undefined) throw new Error('An arm gave no outcome.');
    return { plain, ours };
  });
}

const milliseconds = (value: number): string => value.toFixed(1);
const latency = ({ plain, ours }: { plain: Outcome; ours: Outcome }) => ({
  'plain P50/P95 ms': `${milliseconds(plain.p50)} / ${milliseconds(plain.p95)}`,
  'slipway P50/P95 ms': `${milliseconds(ours.p50)} / ${milliseconds(ours.p95)}`,
  'latency ratio': (ours.p50 / plain.p50).toFixed(2),
});

async function main(): Promise<void> {
  const cranfield = await loadCranfield();
  const xquad = await Promise.all((['en', 'es', 'zh', 'ar'] as const).map((language) => loadXquad(language)));
  const table: Record<string, string>[] = [];
  const halves: Record<string, string>[] = [];
  let failed = false;
  for (const corpus of [cranfield, ...xquad]) {
    const both = await measure(corpus);
    for (const metric of ['nDCG@10', 'hit@1', 'hit@5'] as const) {
      const goal = targets.find((target) => target.corpus === corpus.name && target.metric === metric);
      const [plain, ours] = [score(corpus, both.plain, metric), score(corpus, both.ours, metric)];
      if (goal !== undefined && ours < goal.target) failed = true;
      table.push({
        corpus: corpus.name,
        metric,
        'plain LanceDB': plain.toFixed(3),
        slipway: ours.toFixed(3),
        ratio: (ours / plain).toFixed(3),
        target: goal === undefined ? '' : `${goal.target} ${ours >= goal.target ? 'met' : 'MISSED'}`,
        ...latency(both),
      });
    }
    if (corpus === cranfield) {
      for (const half of ['odd', 'even'] as const) {
        halves.push({
          'Cranfield queries': half,
          'plain nDCG@10': score(corpus, both.plain, 'nDCG@10', half).toFixed(3),
          'slipway nDCG@10': score(corpus, both.ours, 'nDCG@10', half).toFixed(3),
        });
      }
    }
  }
  console.table(table);
  console.table(halves);
  if (process.argv.includes('--large')) {
    const large = replicate(cranfield, 100_000);
    console.table([{ corpus: large.name, ...latency(await measure(large)) }]);
  }
  if (failed) process.exitCode = 1;
}

await main();
