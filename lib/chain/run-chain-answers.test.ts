import { describe, expect, test } from 'vitest';
import { custom, hits, retrieval, run } from './test-run.ts';

describe('steps after the model', () => {
  const checked = { step: 'check-citations' };

  test('a text that may change is held back until it is done', async () => {
    const { trace, events, step } = await run(
      { postprocess: [{ step: 'mask-pii' }] },
      {},
      { reply: ['Mail ana@mail', '.example now'] },
    );
    expect(events.filter(({ type }) => type === 'delta')).toEqual([
      { type: 'delta', text: 'Mail [email] now' },
    ]);
    expect(events.findLastIndex(({ type }) => type === 'stage')).toBeLessThan(
      events.findIndex(({ type }) => type === 'delta'),
    );
    expect(JSON.stringify(trace)).not.toContain('ana@');
    expect(step('mask-pii')).toEqual({ masked: 1, email: 1 });
  });

  test('sources are listed after the text, and checks are about the text', async () => {
    const postprocess = [checked, { step: 'format-citations', style: 'source-list' }];
    const { trace, events } = await run({ retrieval, postprocess }, {}, { hits });
    expect(trace.text).toBe('Two litres of oil [1].\n\n**Sources**\n\n- [1] Pump \\*manual\\* – Oil, p. 3');
    expect(trace.checks).toMatchObject([{ start: 0, end: 22, markers: [1], support: 'supported' }]);
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['citations', 'delta']);
  });

  test('without markers nothing is cited, and still checked', async () => {
    const postprocess = [{ step: 'format-citations', style: 'none' }, checked];
    const { trace, events, step } = await run({ retrieval, postprocess }, {}, { hits });
    expect(trace.text).toBe('Two litres of oil.');
    expect(trace.citations).toEqual([]);
    expect(trace.checks).toMatchObject([{ start: 0, end: 18, markers: [], support: 'supported' }]);
    expect(step('format-citations')).toMatchObject({ removed: '[1] pump.pdf' });
    expect(events.some(({ type }) => type === 'citations')).toBe(false);
  });

  test('an answer is cut after a whole sentence with its markers', async () => {
    const reply = ['Two litres of oil [1]. The tank is red [2]. And so on and on.'];
    const postprocess = [checked, { step: 'limit-length', maxChars: 50 }];
    const { trace } = await run({ retrieval, postprocess }, {}, { hits, reply });
    expect(trace.text).toBe('Two litres of oil [1]. The tank is red [2].');
    expect(trace.checks.map(({ end }) => end)).toEqual([22, 43]);
  });

  test('a banned topic replaces the answer', async () => {
    const topics = [{ name: 'colours', patterns: ['\\bred\\b'] }];
    const postprocess = [{ step: 'banned-topics', topics, message: 'No colours.' }, checked];
    const { trace, seen, step } = await run(
      { retrieval, postprocess },
      {},
      { hits, reply: ['The tank is RED [1].'] },
    );
    expect(seen).toBe('No colours.');
    expect(trace).toMatchObject({
      text: seen,
      withheld: '',
      finishReason: 'declined',
      citations: [],
      checks: [],
    });
    expect(trace.usage?.output).toBe(5);
    expect(step('banned-topics')).toEqual({ topic: 'colours', declined: true });
  });

  test('JSON keeps its brackets, loses its fence, and must fit', async () => {
    const schema = {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'integer' } } },
      required: ['list'],
    };
    const fenced = ['```json\n{"list": [1, ', '99]}\n```\n'];
    const fit = await run(
      { retrieval, postprocess: [{ step: 'json-schema', schema }] },
      {},
      { hits, reply: fenced },
    );
    expect(fit.seen).toBe('{"list": [1, 99]}');
    const failed = await run(
      { postprocess: [{ step: 'json-schema', schema }] },
      {},
      { reply: ['{"list": ["secret"]}'] },
    );
    expect(failed.error).toMatchObject({
      reason: 'schema_mismatch',
      message: expect.stringMatching(/"type".*list/),
    });
    expect(JSON.stringify([failed.error, failed.trace.text, failed.events])).not.toContain('secret');
    expect(failed.trace.withheld).toContain('secret');
    const flag = { step: 'json-schema', schema, onMismatch: 'flag' };
    const flagged = await run({ postprocess: [flag] }, {}, { reply: ['no JSON'] });
    expect(flagged.seen).toBe('no JSON');
    expect(flagged.step('json-schema')).toMatchObject({ fits: false, mismatch: 'it is not JSON' });
  });

  test('a custom step rewrites the answer; markers of no source go', async () => {
    const { trace } = await run(
      { retrieval, postprocess: [custom, checked] },
      {},
      { hits, custom: () => ({ text: 'The tank is red [7]. It holds two litres of oil [1].' }) },
    );
    expect(trace.text).toBe('The tank is red. It holds two litres of oil [1].');
    expect(trace.checks.at(-1)).toMatchObject({ markers: [1], support: 'supported' });
    const declined = await run({ postprocess: [custom] }, {}, { custom: () => ({ decline: 'Not today.' }) });
    expect(declined).toMatchObject({ seen: 'Not today.', trace: { finishReason: 'declined' } });
  });

  test('of an answer by which the model declined only personal data is masked', async () => {
    const schema = { type: 'object' };
    const postprocess = [{ step: 'json-schema', schema }, { step: 'mask-pii' }, checked];
    const { seen, trace } = await run(
      { postprocess },
      {},
      { reply: ['I do not know a@b.example.'], finish: 'declined' },
    );
    expect(seen).toBe('I do not know [email].');
    expect(trace.checks).toEqual([]);
  });
});
