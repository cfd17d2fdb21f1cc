import { expect, test } from 'vitest';
import { modelParametersSchema } from '../../chain/schemas.ts';
import { AppError } from '../../platform/errors.ts';
import { type GenerateRequest, type Provider, ProviderError, type ProviderErrorCode } from '../contract.ts';
import { emptyUsage } from '../estimate-usage.ts';
import { createBreaker, defaultBreaker } from './breaker.ts';
import { type Monitor, monitorOf } from './monitor.ts';
import { withCircuit } from './with-circuit.ts';

let now = 1_000_000;
let asked = 0;
let ending: ProviderError | null = null;

const bare: Provider = {
  name: 'shaky',
  async *generate() {
    asked++;
    yield { type: 'delta', text: 'a' };
    now += 40;
    if (ending) throw ending;
    yield { type: 'finish', reason: 'stop', usage: emptyUsage() };
  },
};

const request: GenerateRequest = {
  model: 'm',
  turns: [],
  question: '',
  passages: [],
  parameters: modelParametersSchema.parse({}),
  inputs: {},
  retries: null,
  signal: new AbortController().signal,
};

function fresh(name: string): { monitor: Monitor; guarded: Provider } {
  const monitor = monitorOf(name);
  monitor.breaker = createBreaker({ ...defaultBreaker, random: () => 0.5 });
  asked = 0;
  return { monitor, guarded: withCircuit(bare, () => monitor, { now: () => now }) };
}

async function run(provider: Provider): Promise<unknown> {
  try {
    for await (const _ of provider.generate(request));
    return null;
  } catch (error) {
    return error;
  }
}

function failing(code: ProviderErrorCode, cause?: unknown): ProviderError {
  return new ProviderError(code, 'It broke.', { provider: 'shaky', cause });
}

test('ten failures open it: the provider is asked no more, and the refusal says when', async () => {
  const { monitor, guarded } = fresh('opens');
  ending = failing('unavailable');
  for (let call = 0; call < 10; call++) expect(await run(guarded)).toBe(ending);
  const refused = await run(guarded);
  expect(asked).toBe(10);
  expect(refused).toMatchObject({ code: 'unavailable', retryAfterMs: 10_000 });
  now += 10_000;
  ending = null;
  expect(await run(guarded)).toBeNull();
  expect(monitor.breaker.state(now).state).toBe('closed');
  expect(monitor.tally.sum(now)).toEqual({ calls: 11, failures: 10 });
  expect(monitor.latencies).toEqual([{ at: now, ms: 40 }]);
  expect(monitor.lastError).toMatchObject({ code: 'unavailable', message: 'It broke.' });
});

test.each(['unauthorized', 'bad_request', 'rate_limited', 'aborted'] as const)(
  '%s does not speak against the provider',
  async (code) => {
    const { monitor, guarded } = fresh(`neutral-${code}`);
    ending = failing(code);
    for (let call = 0; call < 30; call++) await run(guarded);
    expect(asked).toBe(30);
    expect(monitor.tally.sum(now).failures).toBe(0);
  },
);

test('nor does our own refusal to connect', async () => {
  const { guarded } = fresh('egress');
  ending = failing('unavailable', new AppError('invalid', 'private', { reason: 'egress_refused' }));
  for (let call = 0; call < 30; call++) await run(guarded);
  expect(asked).toBe(30);
});

test('a reader that leaves neither opens nor closes it', async () => {
  const { monitor, guarded } = fresh('leaves');
  ending = null;
  for (let call = 0; call < 20; call++) {
    for await (const _ of guarded.generate(request)) break;
  }
  expect(monitor.breaker.state(now).state).toBe('closed');
  expect(monitor.latencies).toEqual([]);
});
