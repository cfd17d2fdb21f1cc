import { describe, expect, test } from 'vitest';
import { errorRule } from '../../e2e/support/alert-rules.ts';
import type { FoundVerdict } from '../monitors/index.ts';
import { rowsHref } from './rows-href.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { seeAlso } from './see-also.ts';
import type { Source } from './source-of.ts';

const from = new Date('2026-11-02T00:00:00Z');
const to = new Date('2026-11-02T06:00:00Z');
const none: Source = { verdict: null, objective: null };
const fired = {
  endpoint: 'guide' as string | null,
  labels: { model: 'm', version: '2' } as Record<string, string>,
  threshold: 0.05 as number | null,
  startedAt: from,
  resolvedAt: to,
};

function ruleOn(expression: object): RuleDocument {
  return ruleDocumentSchema.parse({
    signal: { kind: 'metric', expression, windowSeconds: 300, condition: { kind: 'above', threshold: 1 } },
  });
}

const behind = (document: RuleDocument, more: Partial<typeof fired> = {}, source = none) => {
  const href = rowsHref(document, { ...fired, ...more }, source, to);
  return href === null ? null : Object.fromEntries(new URL(href, 'http://localhost').searchParams);
};

describe('the rows behind an alert', () => {
  test('are of its endpoint, group and time, and those that made the value bad', () => {
    expect(behind(errorRule({ groupBy: 'version' }, 'guide'))).toEqual({
      endpoint: 'guide',
      version: '2',
      model: 'm',
      status: 'error',
      from: '2026-11-01T23:55:00.000Z',
      to: '2026-11-02T06:00:00.000Z',
    });
    const slow = ruleOn({ metric: 'latency', aggregation: 'p95' });
    expect(behind(slow, { threshold: 2500 })).toMatchObject({ minMs: '2500', sort: 'totalMs' });
    expect(behind(ruleOn({ metric: 'queue_depth', aggregation: 'max' }))).toBeNull();
  });

  test('are of the kind of error, the traffic and the stage that the rule looks at', () => {
    const kinds = ruleOn({
      metric: 'errors_by_kind',
      aggregation: 'sum',
      groupBy: 'subject',
      traffic: 'shadow',
    });
    expect(behind(kinds, { labels: { subject: 'timeout' } })).toMatchObject({
      errorCode: 'timeout',
      traffic: 'shadow',
    });
    const staged = ruleOn({ metric: 'error_rate', aggregation: 'value', environment: 'staging' });
    expect(behind(staged, { endpoint: null })).toMatchObject({ env: 'staging' });
  });

  test('of an objective are those that were not good for it', () => {
    const burn = ruleDocumentSchema.parse({ signal: { kind: 'burn_rate', objective: null } });
    const of = (objective: Source['objective']) => behind(burn, { labels: {} }, { verdict: null, objective });
    expect(of({ kind: 'availability', thresholdMs: null })).toMatchObject({ status: 'error' });
    const late = of({ kind: 'latency', thresholdMs: 10_000 });
    expect(late).toMatchObject({ minMs: '10000' });
    expect(late).not.toHaveProperty('status');
    expect(of({ kind: 'satisfaction', thresholdMs: null })).toMatchObject({ feedback: 'down' });
  });

  test('of a drift are those that were judged, and the comparison is a click away', () => {
    const drift = ruleOn({ metric: 'drifting', aggregation: 'last', groupBy: 'subject' });
    const verdict: FoundVerdict = {
      monitorId: 'm1',
      runId: 'r1',
      windowStart: new Date('2026-11-01T00:00:00Z'),
      windowEnd: from,
      column: 'question_length',
      slice: 'language: de',
      words: 'Questions became longer.',
    };
    const of = { endpoint: 'guide', labels: { endpoint: 'guide', subject: 'daily: Question length' } };
    expect(behind(drift, of, { verdict, objective: null })).toEqual({
      endpoint: 'guide',
      language: 'de',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
    });
    expect(seeAlso(drift, of, { verdict, objective: null })).toEqual({
      label: 'See what changed',
      href: '/drift?monitor=m1&run=r1&column=question_length&slice=language%3A+de',
    });
    // Its monitor is gone: no rows are known, its endpoint is.
    expect(behind(drift, of)).toBeNull();
    expect(seeAlso(drift, of, none)?.href).toBe('/drift?endpoint=guide');
  });
});
