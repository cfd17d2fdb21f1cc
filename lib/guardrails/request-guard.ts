/** The guardrails of one request, from what was asked to what is written down. */
import type { ChainGuard, OutputScreen } from '../chain/index.ts';
import type { ChatTurn, ChunkHit, InputValues } from '../chain/schemas.ts';
import { kindsWith, locate } from './find-signs.ts';
import { Hits, summaryOf } from './hits.ts';
import { openOutputScreen } from './output-screen.ts';
import { Placeholders } from './placeholders.ts';
import {
  type EventStage,
  type GuardHit,
  type GuardStage,
  type GuardSummary,
  guardStages,
  type PolicyDocument,
  piiKinds,
} from './schemas.ts';
import { type ScreenContext, type Screened, screenText } from './screen-text.ts';

export interface GuardedRequest {
  history: readonly ChatTurn[];
  question: string;
  /** Turns after the question: calls of tools and what they gave. */
  following: readonly ChatTurn[];
  inputs: InputValues;
}

/** Stands for an earlier question that is blocked today. */
const removed = '(removed)';

export class RequestGuard implements ChainGuard {
  readonly number: number;
  readonly #document: PolicyDocument;
  readonly #hits = new Hits();
  readonly #placeholders = new Placeholders();

  constructor(policy: { number: number; document: PolicyDocument }) {
    this.number = policy.number;
    this.#document = policy.document;
  }

  get message(): string {
    return this.#document.message;
  }

  get hits(): GuardHit[] {
    return this.#hits.all;
  }

  get summary(): GuardSummary {
    return summaryOf(this.hits);
  }

  /** Nothing may be written with the personal data that any stage masks or blocks. */
  get storesMasked(): boolean {
    return this.#document.store === 'masked';
  }

  /** The request as the version may read it; `blocked` when it may not be answered at all. */
  screenRequest(request: GuardedRequest): GuardedRequest & { blocked: boolean } {
    for (const { content } of request.history) this.#placeholders.observe(content);
    let blocked = false;
    const all = (text: string): string => {
      const screened = this.#screen('input', text);
      blocked ||= screened.blocked;
      return screened.text;
    };
    const history = request.history.map((turn) => this.#screenPast(turn));
    const question = all(request.question);
    const following = request.following.map((turn) => withTexts(turn, all));
    const inputs = Object.entries(request.inputs).map(([name, value]) => [
      name,
      typeof value === 'string' ? all(value) : value,
    ]);
    return { history, question, following, inputs: Object.fromEntries(inputs), blocked };
  }

  screenPassages(hits: readonly ChunkHit[]): { hits: ChunkHit[]; detail: Record<string, number> } {
    this.#hits.forget('retrieved');
    const kept = hits.flatMap((hit): ChunkHit[] => {
      const { text, blocked, flagged } = this.#screen('retrieved', hit.text);
      if (blocked) return [];
      const mask = (beside: string) => this.#screen('retrieved', beside, 'personal-data').text;
      return [
        {
          ...hit,
          text,
          documentName: mask(hit.documentName),
          documentTitle: hit.documentTitle === null ? null : mask(hit.documentTitle),
          headingPath: hit.headingPath.map(mask),
          ...(flagged && { suspicious: true }),
        },
      ];
    });
    return { hits: kept, detail: this.detailOf('retrieved') };
  }

  screenPassageText(passage: string): { text: string; blocked: boolean } {
    const { text, blocked } = this.#screen('retrieved', passage);
    return { text, blocked };
  }

  openOutput(): OutputScreen | null {
    this.#hits.forget('output');
    return screensNothing(this.#document, 'output')
      ? null
      : openOutputScreen(this.#contextOf('output'), this.message);
  }

  screenCall(given: string): { text: string; refusal: string | null } {
    const { text, blocked } = this.#screen('output', given);
    return { text, refusal: blocked ? this.message : null };
  }

  /** What the trace shows of a stage. */
  detailOf(stage: EventStage): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { guard, kind, action, count } of this.#hits.of(stage)) {
      const name = `${action} ${guard === 'personal-data' ? kind : guard}`;
      counts[name] = (counts[name] ?? 0) + count;
    }
    return counts;
  }

  /** A text as it may be written down. */
  kept(text: string): string {
    return this.storesMasked ? this.#withPlaces(text).text : text;
  }

  /** The same, and where an offset into the text lies in it. */
  keptWithPlaces(text: string): { text: string; place(offset: number): number } {
    return this.storesMasked ? this.#withPlaces(text) : { text, place: (offset) => offset };
  }

  /** A value with every text in it as it may be written down. */
  keptDeep<T>(value: T): T {
    return this.storesMasked ? (mapTexts(value, (text) => this.kept(text)) as T) : value;
  }

  #withPlaces(text: string): { text: string; place(offset: number): number } {
    const kinds = piiKinds.filter((kind) =>
      guardStages.some((stage) => kindsWith(this.#document[stage], ['mask', 'block']).includes(kind)),
    );
    let masked = '';
    let done = 0;
    const moves: { end: number; by: number }[] = [];
    for (const { kind, start, end } of locate(text, kinds)) {
      const name = this.#placeholders.of(kind, text.slice(start, end));
      masked += text.slice(done, start) + name;
      moves.push({ end, by: name.length - (end - start) });
      done = end;
    }
    const place = (offset: number) =>
      moves.reduce((at, { end, by }) => (end <= offset ? at + by : at), offset);
    return { text: masked + text.slice(done), place };
  }

  #screenPast(turn: ChatTurn): ChatTurn {
    if (turn.role !== 'user')
      return withTexts(turn, (text) => this.#screen('input', text, 'personal-data').text);
    const context = { ...this.#contextOf('input'), hits: new Hits() };
    const { text, blocked } = screenText(turn.content, context);
    return { ...turn, content: blocked ? removed : text };
  }

  #screen(stage: GuardStage, text: string, checks: 'all' | 'personal-data' = 'all'): Screened {
    return screenText(text, this.#contextOf(stage), checks);
  }

  #contextOf(stage: GuardStage): ScreenContext {
    return { stage, policy: this.#document[stage], placeholders: this.#placeholders, hits: this.#hits };
  }
}

/** Whether a policy lets everything of a stage pass. */
export function screensNothing(document: PolicyDocument, stage: GuardStage): boolean {
  const { personalData, injection, banned, maxChars, languages } = document[stage];
  return (
    Object.values(personalData).every((action) => action === 'allow') &&
    injection === 'allow' &&
    (banned.action === 'allow' || banned.topics.length === 0) &&
    maxChars === null &&
    (languages.action === 'allow' || languages.allowed.length === 0)
  );
}

function withTexts(turn: ChatTurn, change: (text: string) => string): ChatTurn {
  return {
    ...turn,
    content: change(turn.content),
    ...(turn.toolCalls && {
      toolCalls: turn.toolCalls.map((call) => ({ ...call, arguments: change(call.arguments) })),
    }),
  };
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, item]) => [
    name,
    isId(name) ? item : mapTexts(item, change),
  ]);
  return Object.fromEntries(members);
}

/** Made by machines; their digits look like anything. */
function isId(name: string): boolean {
  return name === 'id' || name.endsWith('Id');
}
