'use client';

import { BellRing, Plus } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { Rule } from '#lib/alerts/schemas.ts';
import { useRules } from './queries.ts';
import { conditionWords, ruleState, severityWords, unitOfRule } from './words.ts';

const pageSize = 50;

const columns: Column<Rule>[] = [
  {
    id: 'name',
    header: 'Rule',
    alwaysShown: true,
    cell: (rule) => (
      <div className="min-w-44">
        <div className="font-medium [overflow-wrap:anywhere]">{rule.name}</div>
        <div className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {rule.endpoint ?? 'Everywhere'} · {conditionWords(rule.document)}
        </div>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: (rule) => {
      const { tone, label } = ruleState(rule);
      return (
        <span title={rule.healthMessage || undefined}>
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </span>
      );
    },
  },
  {
    id: 'value',
    header: 'Last value',
    align: 'right',
    className: 'max-sm:hidden',
    cell: (rule) => <LastValue rule={rule} />,
  },
  {
    id: 'severity',
    header: 'Severity',
    className: 'max-md:hidden',
    cell: ({ document: { severity } }) => (
      <StatusBadge tone={severityWords[severity].tone}>{severityWords[severity].label}</StatusBadge>
    ),
  },
  {
    id: 'evaluated',
    header: 'Evaluated',
    className: 'max-lg:hidden',
    cell: ({ evaluatedAt }) => <RelativeTime at={evaluatedAt} fallback="not yet" />,
  },
];

function LastValue({ rule }: { rule: Rule }) {
  const last = rule.recent.at(-1) ?? null;
  const text = last === null ? '–' : unitOfRule(rule.document).format(last);
  return (
    <span className="inline-flex items-center gap-2 tabular-nums">
      <Sparkline values={rule.recent} label={`${rule.name}, last values, now ${text}`} width={72} />
      <span className="min-w-16 text-right">{text}</span>
    </span>
  );
}

interface RulesTabProps {
  onEdit: (rule: Rule) => void;
  /** Null for who may add none. */
  onAdd: (() => void) | null;
}

export function RulesTab({ onEdit, onAdd }: RulesTabProps) {
  const [{ rule: search, rules: page }, set] = useQueryStates(
    { rule: parseAsString.withDefault(''), rules: parseAsInteger.withDefault(1) },
    { history: 'replace' },
  );
  const rules = useRules({ search, page, pageSize });
  return (
    <DataTable
      label="Rules"
      columns={columns}
      columnsKey="alert-rules"
      rows={rules.data?.items}
      rowKey={({ id }) => id}
      error={rules.error}
      onRetry={() => void rules.refetch()}
      onOpen={onEdit}
      toolbar={
        <SearchInput
          value={search}
          onSearch={(next) => void set({ rule: next === '' ? null : next, rules: null })}
          label="Search rules"
        />
      }
      footer={
        <Pagination
          page={page}
          pageSize={pageSize}
          total={rules.data?.total ?? 0}
          onPage={(next) => void set({ rules: next })}
        />
      }
      empty={
        <EmptyState
          icon={BellRing}
          title={search === '' ? 'No rules yet' : 'No rule of that name'}
          {...(onAdd !== null && {
            action: (
              <Button onClick={onAdd}>
                <Plus aria-hidden />
                Add rule
              </Button>
            ),
          })}
        >
          A rule watches a metric and tells somebody when it is wrong.
        </EmptyState>
      }
    />
  );
}
