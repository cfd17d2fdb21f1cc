'use client';

import { useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { ProblemsPanel } from '#components/triage/problems-panel.tsx';
import { TopicsPanel } from '#components/triage/topics-panel.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { InferenceList } from './inference-list.tsx';

/** Every request, what they are about, and what went wrong. */
export function InferencePage() {
  const [range, setRange] = useTimeRange('7d');
  return (
    <>
      <PageHeader
        title="Inferences"
        description="What was asked, what was answered, and why: every request, failed and refused ones too."
        actions={<TimeRangeSelect range={range} onChange={setRange} />}
      />
      <UrlTabs
        label="Views of the log"
        items={[
          { value: 'requests', label: 'Requests', content: <InferenceList range={range} /> },
          { value: 'topics', label: 'Topics', content: <TopicsPanel range={range} /> },
          { value: 'problems', label: 'Problems', content: <ProblemsPanel range={range} /> },
        ]}
      />
    </>
  );
}
