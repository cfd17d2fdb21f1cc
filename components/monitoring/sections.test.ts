import { expect, it } from 'vitest';
import { unitOf } from '#components/charts/metric-units.ts';
import { panelExpressionSchema } from '#lib/dashboards/schemas.ts';
import { armCharts, sections, splits } from './sections.ts';

const charts = [...sections.flatMap((section) => section.charts), ...armCharts];

it('asks only what can be answered, split or not', () => {
  for (const chart of charts) {
    for (const groupBy of [undefined, ...splits]) {
      for (const { expression } of chart.lines({ endpoint: 'guide', traffic: 'live' }, groupBy)) {
        expect(panelExpressionSchema.safeParse(expression).error, chart.title).toBeUndefined();
        expect(expression.endpoint).toBe('guide');
      }
    }
  }
});

it('draws one unit on a chart, and every line under its own key', () => {
  for (const chart of charts) {
    const lines = chart.lines({ traffic: 'live' }, undefined);
    const units = lines.map(({ expression }) => unitOf(expression.metric, expression.aggregation).format(1));
    expect(new Set(units).size, chart.title).toBe(1);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  }
});

it('names each chart once, so that they can be told apart by name', () => {
  expect(new Set(charts.map(({ title }) => title)).size).toBe(charts.length);
});
