'use client';

import { LayoutDashboard } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { MetricPanel } from '#components/charts/metric-panel.tsx';
import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { useRangeEnds } from '#components/time-range/use-range-ends.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field } from '#components/ui/field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { type PanelKind, panelKinds } from '#lib/dashboards/schemas.ts';
import { ExpressionFields } from './expression-fields.tsx';
import { kindLabels } from './kind-labels.ts';
import { SavePanelDialog } from './save-panel-dialog.tsx';
import { useExplore } from './use-explore.ts';

/** Any metric, split and narrowed as one likes, at once; what is worth keeping goes onto a dashboard. */
export function ExplorePage() {
  const me = useMe();
  const { expression, setExpression, kind, compare, set } = useExplore();
  const [range, setRange] = useTimeRange('24h');
  const [saving, setSaving] = useState(false);
  const ends = useRangeEnds(range);
  return (
    <>
      <PageHeader
        title="Explore"
        description="Any metric, split and narrowed as you like. The address holds the question: send it on."
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <Button asChild>
              <Link href="/dashboards">
                <LayoutDashboard aria-hidden />
                Dashboards
              </Link>
            </Button>
            {can(me.data, 'dashboards.own') && (
              <Button variant="primary" onClick={() => setSaving(true)}>
                Save as panel
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Card title="Question">
          <ExpressionFields value={expression} onChange={setExpression} range={ends} />
          <div className="mt-3 flex flex-wrap items-center gap-4 border-border border-t pt-3">
            <Select<PanelKind>
              aria-label="Show as"
              className="w-auto min-w-36"
              value={kind}
              onValueChange={(next) => void set({ kind: next })}
              options={panelKinds.map((value) => ({ value, label: kindLabels[value] }))}
            />
            {kind !== 'number' && kind !== 'table' && (
              <Field label="Compare with the period before" layout="inline">
                {(control) => (
                  <Switch
                    {...control}
                    checked={compare}
                    onCheckedChange={(on) => void set({ compare: on ? true : null })}
                  />
                )}
              </Field>
            )}
          </div>
        </Card>
        <MetricPanel
          title=""
          expression={expression}
          kind={kind}
          range={ends}
          live={range.kind === 'preset'}
          compare={compare}
          height={320}
          onBrush={({ from, to }) => setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) })}
        />
      </div>
      {saving && <SavePanelDialog expression={expression} kind={kind} onClose={() => setSaving(false)} />}
    </>
  );
}
