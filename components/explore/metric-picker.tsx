'use client';

import { metricCategories, searchWords } from '#components/charts/metric-groups.ts';
import { describeMetric, type MetricName, metricNames } from '#lib/monitoring/schemas.ts';
import { SearchList } from './search-list.tsx';

interface MetricPickerProps {
  value: MetricName;
  onChange: (metric: MetricName) => void;
  className?: string;
}

const groups = metricCategories.map(({ label, metrics }) => ({
  label,
  options: metrics.map((name) => {
    const { label: name_, description } = describeMetric(name);
    return { value: name as string, label: name_, hint: description, words: searchWords(name, label) };
  }),
}));

/** Every metric there is, by group, found by name or by what it measures. */
export function MetricPicker({ value, onChange, className }: MetricPickerProps) {
  return (
    <SearchList
      label="Metric"
      value={value}
      shown={describeMetric(value).label}
      groups={groups}
      onChoose={(chosen) => {
        const metric = metricNames.find((name) => name === chosen);
        if (metric) onChange(metric);
      }}
      empty="No metric is called that."
      className={className}
    />
  );
}
