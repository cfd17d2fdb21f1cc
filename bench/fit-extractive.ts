/**
 * Fits the weights in lib/providers/extractive/weights.ts on the even-numbered articles of XQuAD-en and prints
 * them. Run by hand after changing a feature: `node bench/fit-extractive.ts`.
 */
import type { ChunkHit } from '../lib/knowledge/schemas.ts';
import type { Answerability, Features } from '../lib/providers/extractive/evidence.ts';
import { answerabilityOf } from '../lib/providers/extractive/judge-answerability.ts';
import { type Ranking, rankUnits } from '../lib/providers/extractive/rank-units.ts';
import { type Question, readQuestion } from '../lib/providers/extractive/read-question.ts';
import { answerabilityWeights, unitWeights } from '../lib/providers/extractive/weights.ts';
import { holdsAnswer } from './holds-answer.ts';
import { indexXquad, loadXquad, type XquadLanguage } from './xquad.ts';

const hitsWanted = 8;
/** Share of the answerable questions a threshold may cost. */
const declinedShare = 0.06;
const unitNames = Object.keys(unitWeights) as (keyof Features)[];
const oddsNames = Object.keys(answerabilityWeights) as (keyof Answerability)[];

interface Example {
  question: Question;
  ranking: Ranking;
  /** For each unit: its features, and whether it holds the answer in the right paragraph. */
  units: { values: number[]; right: boolean }[];
}

interface Examples {
  answerable: Example[];
  /** The same questions with their paragraph taken away. */
  unanswerable: Example[];
}

const english = await examplesIn('en');
const unitFit = fitUnits(english.answerable);
print('unitWeights', unitNames, unitFit);
const samples = [
  ...english.answerable.map((example) => sampleOf(example, 1)),
  ...english.unanswerable.map((example) => sampleOf(example, 0)),
];
const oddsFit = fitOdds(samples.flatMap((sample) => sample ?? []));
print('answerabilityWeights', oddsNames, oddsFit);
console.log('answerableFrom:');
printThreshold('en', english);
for (const language of ['es', 'zh', 'ar'] as const) printThreshold(language, await examplesIn(language));

async function examplesIn(language: XquadLanguage): Promise<Examples> {
  const xquad = loadXquad(language);
  const index = await indexXquad(xquad);
  const answerable: Example[] = [];
  const unanswerable: Example[] = [];
  for (const asked of xquad.questions.filter(({ article }) => article % 2 === 0)) {
    const found = await index.search(asked.text, hitsWanted * 2);
    const isRight = (hit: ChunkHit | undefined, text: string) =>
      hit?.documentId === asked.documentId && holdsAnswer(text, asked.answers, language);
    const others = found.filter(({ documentId }) => documentId !== asked.documentId);
    answerable.push(exampleOf(asked.text, found.slice(0, hitsWanted), isRight));
    unanswerable.push(exampleOf(asked.text, others.slice(0, hitsWanted), isRight));
  }
  await index.close();
  return { answerable, unanswerable };
}

function printThreshold(language: XquadLanguage, { answerable, unanswerable }: Examples): void {
  const odds = (examples: readonly Example[]) =>
    examples.map((example) => dot(oddsFit, sampleOf(example, 1)?.values ?? [-100])).sort((a, b) => a - b);
  const kept = odds(answerable);
  const threshold = kept[Math.floor(kept.length * declinedShare)] ?? 0;
  const caught = odds(unanswerable).filter((value) => value < threshold).length / unanswerable.length;
  console.log(
    `  ${language}: ${threshold.toFixed(2)}, // declines ${(100 * caught).toFixed(0)} % of the unanswerable`,
  );
}

function exampleOf(
  text: string,
  hits: ChunkHit[],
  isRight: (hit: ChunkHit | undefined, text: string) => boolean,
): Example {
  const question = readQuestion(text);
  const ranking = rankUnits(question, hits);
  const units = ranking.units.map(({ unit, features }) => ({
    values: unitNames.map((name) => features[name]),
    right: isRight(hits[unit.passage], unit.text),
  }));
  return { question, ranking, units };
}

/** Conditional logit: the likelihood that the choice falls on any of the right units. */
function fitUnits(examples: readonly Example[]): number[] {
  const usable = examples.filter(({ units }) => units.some(({ right }) => right));
  return ascend(unitNames.length, 600, 8, (weights, gradient) => {
    for (const { units } of usable) {
      const odds = units.map(({ values }) => Math.exp(dot(weights, values)));
      const total = odds.reduce((sum, value) => sum + value, 0);
      const right = odds.reduce((sum, value, i) => sum + (units[i]?.right ? value : 0), 0);
      for (const [i, unit] of units.entries()) {
        const value = odds[i] ?? 0;
        addScaled(
          gradient,
          unit.values,
          ((unit.right ? value / right : 0) - value / total) / examples.length,
        );
      }
    }
  });
}

interface Sample {
  values: number[];
  label: number;
}

function sampleOf({ question, ranking, units }: Example, label: number): Sample | null {
  const scored = ranking.units.map((unit, i) => ({ ...unit, score: dot(unitFit, units[i]?.values ?? []) }));
  const evidence = answerabilityOf(question, { ...ranking, units: scored.sort((a, b) => b.score - a.score) });
  return evidence && { values: oddsNames.map((name) => evidence[name]), label };
}

function fitOdds(samples: readonly Sample[]): number[] {
  return ascend(oddsNames.length, 3000, 2, (weights, gradient) => {
    for (const { values, label } of samples) {
      addScaled(gradient, values, (label - 1 / (1 + Math.exp(-dot(weights, values)))) / samples.length);
    }
  });
}

/** Gradient ascent with a little L2 regularisation; both likelihoods are smooth, so plain steps suffice. */
function ascend(
  size: number,
  steps: number,
  rate: number,
  addGradient: (weights: readonly number[], gradient: number[]) => void,
): number[] {
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < steps; step++) {
    const gradient = new Array<number>(size).fill(0);
    addGradient(weights, gradient);
    for (const [i, weight] of weights.entries()) {
      weights[i] = weight + rate * ((gradient[i] ?? 0) - 0.0005 * weight);
    }
  }
  return weights;
}

function addScaled(into: number[], values: readonly number[], factor: number): void {
  for (const [i, value] of values.entries()) into[i] = (into[i] ?? 0) + value * factor;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function print(title: string, names: readonly string[], weights: readonly number[]): void {
  console.log(`${title}:`);
  for (const [i, name] of names.entries()) console.log(`  ${name}: ${weights[i]?.toFixed(2)},`);
}
