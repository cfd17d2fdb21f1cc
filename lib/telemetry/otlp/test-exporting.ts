/** A collector, and a process that exports to it, for a whole test file. Import after `test-database.ts`. */
import { afterEach, beforeEach } from 'vitest';
import { type FakeCollector, startFakeCollector } from '../../../e2e/support/fake-collector.ts';
import { record } from '../../../e2e/support/inference-record.ts';
import { systemCaller } from '../../access/index.ts';
import { recordInference } from '../../inference/index.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { saveOtlp, startTelemetry, type Telemetry } from '../index.ts';
import { type OtlpInput, otlpInputSchema } from '../schemas.ts';
import type { ExporterTiming } from './exporter.ts';

export const system = systemCaller('test');

export class Exporting {
  #collector: FakeCollector | null = null;
  #telemetry: Telemetry | null = null;

  get collector(): FakeCollector {
    if (this.#collector === null) throw new Error('The collector runs while a test does.');
    return this.#collector;
  }

  inputOf(more: Partial<OtlpInput> = {}): OtlpInput {
    const endpoint = this.collector.url;
    return otlpInputSchema.parse({ enabled: true, endpoint, allowPrivateNetwork: true, ...more });
  }

  /** With what the console says. */
  async begin(more: Partial<OtlpInput> = {}): Promise<Telemetry> {
    await saveOtlp(system, this.inputOf(more));
    return this.start({ retryForMs: 3000 });
  }

  /** With what is set already. */
  async start(timing?: ExporterTiming): Promise<Telemetry> {
    this.#telemetry = await startTelemetry('server', timing);
    return this.#telemetry;
  }

  /** Listeners hear of rows after their answers were let go. */
  async recorded(...records: ReturnType<typeof record>[]): Promise<void> {
    await Promise.all(records.map((one) => recordInference(one)));
    await new Promise((resolve) => setImmediate(resolve));
    await this.#telemetry?.flush();
  }

  async openCollector(): Promise<void> {
    this.#collector = await startFakeCollector();
  }

  async close(): Promise<void> {
    await this.#telemetry?.stop();
    this.#telemetry = null;
    await this.collector.stop();
    await pool().query('DELETE FROM otlp_setting');
  }
}

export function exportForTests(): Exporting {
  const exporting = new Exporting();
  beforeEach(() => exporting.openCollector());
  afterEach(() => exporting.close());
  return exporting;
}

/** Stands in every text of `answered`. */
export const needle = 'Quixotlplume';

/** A request with a span of each kind. */
export function answered(overrides: Parameters<typeof record>[0] = {}) {
  return record({
    endpoint: { id: newId(), name: 'guide', config: 1 },
    served: {
      entity: 'champion',
      model: 'guide',
      version: 3,
      alias: null,
      chainHash: 'ab',
      provider: 'azure',
      providerModel: 'gpt-x',
    },
    question: needle,
    input: [{ role: 'user', content: needle }],
    prompt: [
      { role: 'system', content: `Be brief, ${needle}.` },
      { role: 'user', content: needle },
    ],
    output: `${needle}!`,
    knowledge: { name: 'handbook', snapshot: 2 },
    spans: [
      { name: 'admit', kind: 'stage', startMs: 0, endMs: 1, detail: { entity: 'champion' } },
      {
        name: 'pre-process',
        kind: 'stage',
        startMs: 1,
        endMs: 2,
        detail: { question: needle, changed: true },
      },
      { name: 'retrieve', kind: 'stage', startMs: 2, endMs: 12.5, detail: { passages: 8, mode: 'keyword' } },
      { name: 'embed', kind: 'step', startMs: 3, endMs: 5, detail: { cache: 'miss' } },
      {
        name: 'generate',
        kind: 'stage',
        startMs: 13,
        endMs: 110,
        detail: { provider: 'azure', model: 'gpt-x', finish: 'stop' },
      },
    ],
    ...overrides,
  });
}
