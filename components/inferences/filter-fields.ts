/** What the list is filtered by, as people read it. Pure. */
import { guards } from '#lib/guardrails/schemas.ts';
import {
  boundNames,
  inferenceStatusSchema,
  type RangeName,
  rangeFilters,
  rangeNames,
} from '#lib/inference/schemas.ts';
import type { InferenceFilterState } from './use-filters.ts';

export interface Option {
  value: string;
  label: string;
}

export type FilterField =
  | { kind: 'choice'; name: keyof InferenceFilterState; label: string; options: readonly Option[] }
  | { kind: 'text'; name: keyof InferenceFilterState; label: string; placeholder: string }
  | { kind: 'range'; name: RangeName; label: string; unit: string };

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
const asWritten = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** `labels` and `endpoints` are those there are. */
export function filterFields(labels: readonly Option[], endpoints: readonly string[]): FilterField[] {
  return [
    { kind: 'choice', name: 'endpoint', label: 'Endpoint', options: asWritten(endpoints) },
    {
      kind: 'choice',
      name: 'label',
      label: 'Label',
      options: [...labels, { value: 'none', label: 'No label' }],
    },
    { kind: 'choice', name: 'done', label: 'Done in triage', options: yesNo },
    {
      kind: 'choice',
      name: 'source',
      label: 'Source',
      options: [
        { value: 'chat', label: 'Chat' },
        { value: 'api', label: 'API' },
      ],
    },
    {
      kind: 'choice',
      name: 'traffic',
      label: 'Traffic',
      options: [
        { value: 'live', label: 'Live' },
        { value: 'shadow', label: 'Shadow' },
        { value: 'playground', label: 'Versions tried' },
      ],
    },
    { kind: 'choice', name: 'status', label: 'Status', options: asWritten(inferenceStatusSchema.options) },
    {
      kind: 'choice',
      name: 'guard',
      label: 'Guardrail hit',
      options: [{ value: 'any', label: 'Any guard' }, ...asWritten(guards)],
    },
    {
      kind: 'choice',
      name: 'cache',
      label: 'Response cache',
      options: [
        { value: 'hit', label: 'Answered from it' },
        { value: 'miss', label: 'Not in it' },
        { value: 'off', label: 'Not asked' },
      ],
    },
    { kind: 'choice', name: 'fallback', label: 'Fallback answered', options: yesNo },
    { kind: 'text', name: 'errorCode', label: 'Error code', placeholder: 'rate_limited' },
    { kind: 'text', name: 'language', label: 'Language', placeholder: 'en' },
    { kind: 'text', name: 'model', label: 'Model', placeholder: 'Name of a registered model' },
    { kind: 'text', name: 'team', label: 'Team', placeholder: 'Id of a team' },
    { kind: 'text', name: 'apiKey', label: 'API key', placeholder: 'Id of a key' },
    ...rangeNames.map((name) => ({ kind: 'range' as const, name, ...rangeFilters[name] })),
  ];
}

export interface Chip {
  label: string;
  clear: Partial<Record<keyof InferenceFilterState, null>>;
}

/** Filters that have no control of their own on the page, each with what takes it away. */
export function chipsOf(state: InferenceFilterState, fields: readonly FilterField[]): Chip[] {
  return [
    ...fields.flatMap((field) => fieldChip(field, state)),
    ...linked(state, 'arm', (value) => `Assigned to ${value}`),
    ...linked(state, 'configuration', (value) => `Configuration ${value}`),
    ...linked(state, 'version', (value) => `Version ${value}`),
    ...linked(state, 'topic', (value) => `Topic ${value}`),
    ...linked(state, 'requester', () => 'One requester'),
    ...linked(state, 'conversation', () => 'One conversation'),
    ...linked(state, 'trace', () => 'One trace'),
  ];
}

function linked(
  state: InferenceFilterState,
  name: keyof InferenceFilterState,
  words: (value: string) => string,
): Chip[] {
  const value = state[name];
  return value === null ? [] : [{ label: words(String(value)), clear: { [name]: null } }];
}

function fieldChip(field: FilterField, state: InferenceFilterState): Chip[] {
  if (field.kind === 'range') return rangeChip(field, state);
  const value = state[field.name];
  const shownElsewhere = field.name === 'status' && statusIsOne(value);
  if (value === null || shownElsewhere || (field.name === 'traffic' && value === 'live')) return [];
  return [{ label: `${field.label}: ${wordsOf(field, String(value))}`, clear: { [field.name]: null } }];
}

/** Several states at once come with a link; one is in the select. */
function statusIsOne(value: unknown): boolean {
  return inferenceStatusSchema.safeParse(value).success;
}

function wordsOf(field: FilterField, value: string): string {
  if (field.kind !== 'choice') return value;
  return value
    .split(',')
    .map((part) => field.options.find((option) => option.value === part)?.label ?? part)
    .join(' or ');
}

function rangeChip(
  { name, label, unit }: FilterField & { kind: 'range' },
  state: InferenceFilterState,
): Chip[] {
  const { min, max } = boundNames(name);
  const [least, greatest] = [state[min], state[max]];
  if (least === null && greatest === null) return [];
  const said = (value: number) => amount(value, unit);
  const words =
    least === null
      ? `≤ ${said(greatest ?? 0)}`
      : greatest === null
        ? `≥ ${said(least)}`
        : `${said(least)} to ${said(greatest)}`;
  return [{ label: `${label} ${words}`, clear: { [min]: null, [max]: null } }];
}

function amount(value: number, unit: string): string {
  if (unit === '$') return `$${value}`;
  if (unit === '%') return `${Math.round(value * 1000) / 10} %`;
  return unit === '' ? String(value) : `${value} ${unit}`;
}
