import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { unitOf } from './metric-units.ts';
import type { SeriesPoint } from './series.ts';
import { TimeSeriesChart } from './time-series-chart.tsx';

const from = '2026-11-21T10:00:00.000Z';
const range = { from, to: '2026-11-21T11:00:00.000Z', bucketSeconds: 60 };
const draw = (points: readonly SeriesPoint[] | undefined) =>
  renderToStaticMarkup(
    <TooltipProvider>
      <TimeSeriesChart
        title="Cost"
        series={[{ key: 'cost', label: 'Cost' }]}
        points={points}
        range={range}
        unit={unitOf('cost', 'sum')}
      />
    </TooltipProvider>,
  );

it('says that nothing was measured, of no points as of points without a value', () => {
  const nothing = 'Nothing was measured in this range.';
  expect(draw([])).toContain(nothing);
  expect(draw([{ at: from, values: { cost: null } }])).toContain(nothing);
  expect(draw([{ at: from, values: { cost: 4_200_000 } }])).not.toContain(nothing);
});

it('says of zeros that they are zeros, and nothing while it loads', () => {
  const zeros = 'Every value in this range is zero.';
  expect(draw([{ at: from, values: { cost: 0 } }])).toContain(zeros);
  expect(draw([{ at: from, values: { cost: 1 } }])).not.toContain(zeros);
  expect(draw(undefined)).toContain('aria-busy');
  expect(draw(undefined)).not.toContain(zeros);
});

it('names itself on its buttons, so that those of forty charts are told apart', () => {
  expect(draw([])).toContain('aria-label="Show Cost as table"');
});
