/** Draws requests as a day brings them, from a seed: the same ones each time. */
import { v7 } from 'uuid';
import type { ChunkHit, Citation } from '../../../lib/chain/schemas.ts';
import type { InferenceRecord } from '../../../lib/inference/index.ts';
import { record } from '../inference-record.ts';
import { foreign, type Topic, topics } from './questions.ts';

export type Random = () => number;

/** Mulberry32: 0 up to but not including 1. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Arm {
  entity: string;
  model: string;
  version: number;
  /** 1 as ever; 4 is four times as slow. */
  slowness: number;
  dearness: number;
  /** Share of answers that are bad whatever was asked. */
  badness: number;
  errors: number;
}

export interface Draw {
  at: Date;
  endpoint: string;
  config: number;
  arm: Arm;
  /** Person who asks. */
  unit: { id: string; name: string };
  /** Share of questions in another language than the documents. */
  foreignShare: number;
}

export interface Drawn {
  record: InferenceRecord;
  /** What the asker said of it; null for nothing. */
  thumb: 'up' | 'down' | null;
}

const ratedShare = 0.3;

export function drawRequest(random: Random, draw: Draw): Drawn {
  const topic = drawTopic(random);
  const question = random() < draw.foreignShare ? pick(random, foreign) : pick(random, topic.questions);
  const bad = random() < draw.arm.badness;
  const failed = random() < draw.arm.errors;
  const declined = !failed && random() < topic.declined;
  const status = failed ? 'error' : declined ? 'declined' : 'ok';
  const rated = status === 'ok' && random() < ratedShare;
  const liked = !bad && random() < topic.liked;
  return {
    record: record({
      ...common(random, draw),
      status,
      httpStatus: failed ? 502 : 200,
      ...(failed && { error: { code: 'provider_unavailable', message: 'The provider did not answer.' } }),
      input: [{ role: 'user', content: question }],
      question,
      ...answerOf(topic, status, bad),
    }),
    thumb: rated ? (liked ? 'up' : 'down') : null,
  };
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('There is nothing to choose from.');
  return value;
}

function drawTopic(random: Random): Topic {
  return pick(
    random,
    topics.flatMap((topic) => Array.from({ length: topic.weight }, () => topic)),
  );
}

/** Times are log-normal, as waiting usually is. */
function around(random: Random, median: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(normal * 0.35);
}

function common(random: Random, { at, endpoint, config, arm, unit }: Draw): Partial<InferenceRecord> {
  const generateMs = around(random, 900 * arm.slowness);
  const retrieveMs = around(random, 18);
  const output = Math.round(around(random, 90 * Math.sqrt(arm.dearness)));
  const input = Math.round(around(random, 1400));
  return {
    requestId: v7({ msecs: at.getTime() }),
    at,
    source: random() < 0.7 ? 'chat' : 'api',
    endpoint: { id: null, name: endpoint, config },
    assigned: { entity: arm.entity, unit: unit.id, unitKind: 'user' },
    served: {
      entity: arm.entity,
      model: arm.model,
      version: arm.version,
      alias: null,
      chainHash: `history-${arm.version}`,
      provider: 'extractive',
      providerModel: 'extractive',
    },
    knowledge: { name: 'guide', snapshot: 1 },
    requester: { kind: 'user', userId: unit.id, name: unit.name, apiKeyId: null },
    totalMs: generateMs + retrieveMs + 12,
    timeToFirstTokenMs: retrieveMs + generateMs * 0.3,
    retrieveMs,
    generateMs,
    spans: [
      { name: 'admit', kind: 'stage', startMs: 0, endMs: 2 },
      { name: 'retrieve', kind: 'stage', startMs: 2, endMs: 2 + retrieveMs },
      { name: 'generate', kind: 'stage', startMs: 2 + retrieveMs, endMs: 2 + retrieveMs + generateMs },
      {
        name: 'post-process',
        kind: 'stage',
        startMs: 2 + retrieveMs + generateMs,
        endMs: 12 + retrieveMs + generateMs,
      },
    ],
    usage: { input, cachedInput: 0, cacheWrite: 0, output, reasoning: 0, source: 'provider' },
    cost: BigInt(Math.round((input * 250 + output * 2000) * arm.dearness)),
  };
}

function passageOf({ document, passage }: Topic) {
  return {
    chunkId: `history:${document}`,
    documentId: `history:${document}`,
    revisionId: `history:${document}`,
    documentName: document,
    documentTitle: null,
    mediaType: document.endsWith('.pdf') ? 'application/pdf' : 'text/markdown',
    headingPath: [],
    page: document.endsWith('.pdf') ? 12 : null,
    blockStart: 0,
    blockEnd: 0,
    text: passage,
    score: 0.8,
  };
}

/** A bad answer says what no passage says. */
function answerOf(topic: Topic, status: string, bad: boolean): Partial<InferenceRecord> {
  const hit: ChunkHit = { ...passageOf(topic), ordinal: 0, boxes: [], scores: { keyword: 0.8 } };
  if (status === 'error') return { output: '', retrieved: [hit] };
  if (status === 'declined') return { output: 'The documents hold no answer to this.', retrieved: [hit] };
  const output = bad ? 'It depends on many things, and nobody has written them down.' : topic.passage;
  const citation: Citation = { ...passageOf(topic), marker: 1 };
  return {
    output,
    retrieved: [hit],
    citations: bad ? [] : [citation],
    checks: [
      {
        start: 0,
        end: output.length,
        markers: bad ? [] : [1],
        support: bad ? 'unsupported' : 'supported',
        coverage: bad ? 0.1 : 0.95,
      },
    ],
  };
}
