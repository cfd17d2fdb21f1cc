/** Real threads and the real interpreter. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import type { CustomPostprocessInput, CustomPreprocessInput } from '../custom-step.ts';
import type { CustomStep } from '../schemas.ts';
import { checkCustomStep } from './check-custom-step.ts';
import { CustomStepError, runCustom } from './run-custom.ts';

const question: CustomPreprocessInput = {
  question: 'Where is the harbour? 世界 🚢',
  history: [{ role: 'user', content: 'Hello' }],
  inputs: { region: 'north', amount: 3 },
  language: null,
};
const answer: CustomPostprocessInput = { text: 'It is here [1].', citations: [], question: 'Where?' };

function step(code: string, limits: Partial<CustomStep> = {}): CustomStep {
  return { step: 'custom', name: 'mine', code, timeoutMs: 500, memoryMb: 16, ...limits };
}

const run = (code: string, limits: Partial<CustomStep> = {}) => runCustom(step(code, limits), question);

async function failureOf(code: string, limits: Partial<CustomStep> = {}): Promise<CustomStepError> {
  const error: unknown = await run(code, limits).catch((thrown: unknown) => thrown);
  if (!(error instanceof CustomStepError)) throw new Error('Expected a failing step.', { cause: error });
  expect(error).toMatchObject({ code: 'unprocessable', reason: 'custom_step_failed' });
  expect(error.message).toContain('"mine"');
  return error;
}

/** Reports a value of the sandbox through a fact. */
const fact = async (expression: string) =>
  (await run(`export default (input) => ({ facts: { seen: String(${expression}) } })`)).facts?.seen;

describe('a step that works', () => {
  test('gets its input as plain data and gives back changes', async () => {
    const result = await run(`
      export default function ({ question, history, inputs, language }) {
        return { question: question + '|' + history.length + inputs.region + inputs.amount + language };
      }`);
    expect(result).toEqual({ question: 'Where is the harbour? 世界 🚢|1north3null' });
  });

  test('may be asynchronous, await at its top, decline, or change nothing', async () => {
    const slow = 'const ready = await Promise.resolve(1); export default async () => ({ facts: { ready } })';
    expect(await run(slow)).toEqual({ facts: { ready: 1 } });
    expect(await run('export default () => ({ decline: "Not here." })')).toEqual({ decline: 'Not here.' });
    for (const nothing of ['undefined', 'null', '{}', 'Promise.resolve()']) {
      expect(await run(`export default () => (${nothing})`)).toEqual({});
    }
  });

  test('runs after the model too', async () => {
    const upper = step('export default ({ text }) => ({ text: text.toUpperCase() })');
    expect(await runCustom(upper, answer)).toEqual({ text: 'IT IS HERE [1].' });
  });

  test('has room for the longest text', async () => {
    const long = step(`export default () => ({ text: 'x'.repeat(200000) })`);
    expect((await runCustom(long, answer)).text).toHaveLength(200_000);
  });

  test('works within the smallest memory', async () => {
    expect(await run('export default () => ({})', { memoryMb: 1 })).toEqual({});
  });
});

describe('time', () => {
  test.each([
    ['a loop', 'export default () => { for (;;); }'],
    ['a loop that catches everything', 'export default () => { for (;;) try { for (;;); } catch {} }'],
    ['a loop while loading', 'for (;;); export default () => ({})'],
    ['a promise that follows itself', 'const f = () => Promise.resolve().then(f); export default f'],
    ['a pattern that backtracks', "export default () => /(a+)+$/.test('a'.repeat(60) + 'b')"],
    ['a loop while the result is written', 'export default () => ({ toJSON() { for (;;); } })'],
    ['a loop in an error', 'export default () => { throw { get toJSON() { for (;;); } } }'],
  ])('%s is stopped', async (_name, code) => {
    expect(await failureOf(code, { timeoutMs: 50 })).toMatchObject({ kind: 'timeout' });
  });

  test('code that ignores the clock goes with its thread, and the next call has another', async () => {
    // A loop inside the interpreter's own code, which asks nobody whether it may go on.
    const native = 'export default () => [].indexOf.call({ length: 2 ** 53 - 1 }, 1)';
    const error = await failureOf(native, { timeoutMs: 20 });
    expect(error.kind).toBe('timeout');
    expect(await run('export default () => ({})')).toEqual({});
  });

  test('the server goes on answering meanwhile', async () => {
    await run('export default () => ({})');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await Promise.all([1, 2].map(() => failureOf('export default () => { for (;;); }', { timeoutMs: 1000 })));
    delay.disable();
    // A loop in this thread would have held it for a whole second.
    expect(delay.max / 1e6).toBeLessThan(600);
  });
});

describe('memory', () => {
  test.each([
    ['a growing string', 'let s = ""; for (;;) s += "abcdefghijklmnopqrstuvwxyz";'],
    ['strings', 'const a = []; for (;;) a.push("0123456789".repeat(1000) + a.length);'],
    ['closures', 'const a = []; for (;;) a.push(() => a);'],
    ['objects', 'const a = []; for (;;) a.push({});'],
    ['one huge string', '"x".repeat(1e9)'],
    ['one huge buffer', 'new ArrayBuffer(1e9)'],
  ])('%s without end are stopped', async (_name, body) => {
    const error = await failureOf(`export default () => { ${body} }`, { timeoutMs: 2000, memoryMb: 4 });
    expect(error.kind).toBe('memory');
    expect(error.message).toContain('4 MB');
  });

  test.each([1, 4, 16, 64])('%i MB may be used, and twice as much may not', async (memoryMb) => {
    const use = (mb: number) =>
      `export default () => { const a = []; for (let i = 0; i < ${mb} * 64; i++) a.push("0123456789abcdef".repeat(1024) + i); }`;
    const limits = { memoryMb, timeoutMs: 2000 };
    expect(await run(use(memoryMb * 0.6), limits)).toEqual({});
    expect((await failureOf(use(memoryMb * 2), limits)).kind).toBe('memory');
  });

  test.each([
    ['calls', 'const f = () => f() + 1; export default f'],
    ['native calls', 'export default () => JSON.parse("[".repeat(1e6))'],
    [
      'nested results',
      'export default () => { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o; }',
    ],
  ])('%s too deep are an error, not the end', async (_name, code) => {
    // Writing what is nested so deep takes quadratic time: a busy machine may run into the time limit first.
    expect(['threw', 'bad_result', 'timeout']).toContain((await failureOf(code)).kind);
    expect(await run('export default () => ({})')).toEqual({});
  });
});

describe('errors', () => {
  test('say what happened and where', async () => {
    const error = await failureOf('export default () => {\n\n  throw new TypeError("no such place");\n}');
    expect(error).toMatchObject({ kind: 'threw', line: 3 });
    expect(error.message).toBe('The custom step "mine" failed (line 3): TypeError: no such place');
  });

  test.each([
    ['a string', '"plain"', 'threw plain'],
    ['nothing', 'undefined', 'threw undefined'],
    ['an object', '{ a: 1 }', 'threw {"a":1}'],
    [
      'a proxy',
      'new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })',
      'cannot be shown',
    ],
    ['an error without a message', 'Object.assign(new Error(), { message: undefined })', 'undefined'],
    ['a very long message', 'new Error("x".repeat(1e5))', 'xxx…'],
  ])('%s may be thrown', async (_name, thrown, told) => {
    const error = await failureOf(`export default () => { throw ${thrown}; }`);
    expect(error.kind).toBe('threw');
    expect(error.message).toContain(told);
    expect(error.message.length).toBeLessThan(500);
  });

  test.each([
    ['a rejected promise', 'export default async () => { throw new Error("late"); }', 'late'],
    ['an error while loading', 'throw new Error("early"); export default 1', 'early'],
    ['an error in the syntax', 'export default () => {', 'SyntaxError'],
    ['an import', "import fs from 'fs'; export default () => ({})", "could not load module 'fs'"],
    ['an import in the function', "export default async () => ({ facts: await import('fs') })", 'fs'],
  ])('%s', async (_name, code, told) => {
    const error = await failureOf(code);
    expect(error.kind).toBe('threw');
    expect(error.message).toContain(told);
  });

  test.each([['export const a = 1'], ['export default 3'], ['export default { run() {} }'], ['']])(
    '%j is no function',
    async (code) => {
      expect(await failureOf(code)).toMatchObject({ kind: 'not_a_function' });
    },
  );

  test.each([
    ['1 MB', '({ question: "x".repeat(1e6) })'],
    ['1 MB of what nobody asked for', '({ extra: "x".repeat(1e6) })'],
    ['a cycle', '{ const a = {}; a.a = a; return a; }'],
    ['a big integer', '({ facts: { n: 1n } })'],
    ['a string', '"text"'],
    ['a list', '[]'],
    ['an unknown member', '({ answer: "x" })'],
    ['an empty question', '({ question: "" })'],
    ['a text where there is none', '({ text: "x" })'],
    ['too many facts', '({ facts: Object.fromEntries(Array.from({ length: 30 }, (_, i) => ["f" + i, i])) })'],
    ['a promise that is never settled', 'new Promise(() => {})'],
    ['something that refuses to be written', '({ toJSON() { throw new Error("no"); } })'],
  ])('%s is no result', async (_name, body) => {
    expect(await failureOf(`export default () => ${body}`)).toMatchObject({ kind: 'bad_result' });
  });
});

describe('the walls', () => {
  test.each([
    'typeof process',
    'typeof require',
    'typeof fetch',
    'typeof setTimeout',
    'typeof console',
    'typeof WebAssembly',
    'typeof Worker',
    'typeof globalThis.process',
    'typeof globalThis.constructor.constructor("return this.process")()',
    'typeof input.constructor.constructor("return this.process")()',
    'typeof (0, eval)("this.process")',
    'typeof std',
    'typeof os',
  ])('%s is undefined', async (expression) => {
    expect(await fact(expression)).toBe('undefined');
  });

  test('only the language is there', async () => {
    const names = String(await fact('Object.getOwnPropertyNames(globalThis).length'));
    const host = await fact(
      'Object.getOwnPropertyNames(globalThis).filter((name) => /^[a-z]/.test(name)).join()',
    );
    expect(Number(names)).toBeGreaterThan(40);
    expect(host?.toString().split(',').sort()).toEqual(
      [
        'decodeURI',
        'decodeURIComponent',
        'encodeURI',
        'encodeURIComponent',
        'escape',
        'eval',
        'globalThis',
        'isFinite',
        'isNaN',
        'parseFloat',
        'parseInt',
        'undefined',
        'unescape',
      ].sort(),
    );
  });

  test('nothing a call changes is seen by the host or by the next call', async () => {
    await run(`export default () => {
      Object.prototype.polluted = 'yes'; Array.prototype.map = null; JSON.parse = () => 'forged';
      JSON.stringify = () => '{"question":"forged"}'; globalThis.kept = 1;
      return JSON.parse('{}') === 'forged' ? { facts: { changed: true } } : {};
    }`).then((result) => expect(result).toEqual({ facts: { changed: true } }));
    expect('polluted' in {}).toBe(false);
    for (const thread of [1, 2, 3]) {
      expect([
        thread,
        await fact('[typeof kept, {}.polluted, typeof [].map, typeof JSON.parse("[]")]'),
      ]).toEqual([thread, 'undefined,,function,object']);
    }
  });

  test('a result cannot reach into prototypes', async () => {
    const error = await failureOf(`export default () => JSON.parse('{"__proto__": {"polluted": true}}')`);
    expect(error.kind).toBe('bad_result');
    expect('polluted' in {}).toBe(false);
  });
});

test('fifty calls at once all come right, failing ones among them', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      run(
        index % 10 === 9
          ? 'export default () => { throw new Error("tenth"); }'
          : `export default ({ question }) => ({ question: question.slice(0, 5) + ${index} })`,
      ),
    ),
  );
  results.forEach((result, index) => {
    if (index % 10 === 9) expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'threw' } });
    else expect(result).toEqual({ status: 'fulfilled', value: { question: `Where${index}` } });
  });
});

describe('checking at registration', () => {
  test('says nothing of code that loads, and does not call it', async () => {
    expect(await checkCustomStep('export default () => { throw new Error("called"); }')).toBeNull();
  });

  test.each([
    ['export default () => {\n  const = 1;\n}', 'Line 2: SyntaxError'],
    ['export const f = 1', 'default export must be a function'],
    ["import 'fs'; export default () => ({})", "could not load module 'fs'"],
    ['for (;;);', 'longer than'],
  ])('%j is told', async (code, told) => {
    expect(await checkCustomStep(code)).toContain(told);
  });
});
