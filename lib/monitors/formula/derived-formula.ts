/**
 * Formulas over metrics: of the catalogue, as `p95(latency)`, `errors / requests`, and of one's own, as `custom('name')`. A name
 * without an aggregation means the metric's first.
 */
import {
  type Aggregation,
  aggregationsOf,
  describeMetric,
  type MetricName,
  mayAggregate,
  metricNames,
} from '../../monitoring/schemas.ts';
import { checkFormula, type Scope } from './check-formula.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import { FormulaError } from './formula-error.ts';
import { type FormulaNode, parseFormula } from './parse-formula.ts';

/** Another value the formula rests on. */
export type Source =
  | { kind: 'metric'; metric: MetricName; aggregation: Aggregation }
  | { kind: 'custom'; name: string; at: number };

export interface DerivedFormula {
  sources: Source[];
  /** Null where a source has no value. */
  evaluate: (read: (source: Source) => number | null) => number | null;
}

/** Gauges and tallies have a value for each of many subjects, of which a formula could not say which it means. */
const usable = (name: MetricName): boolean =>
  ['count', 'ratio', 'distribution'].includes(describeMetric(name).kind);

export const formulaMetrics: readonly MetricName[] = metricNames.filter(usable);
const isMetric = (name: string): name is MetricName => formulaMetrics.some((metric) => metric === name);

const aggregations: readonly string[] = [
  ...new Set(formulaMetrics.flatMap((metric) => [...aggregationsOf[describeMetric(metric).kind]])),
].filter((name) => name !== 'share_at_most');
const isAggregation = (name: string): name is Aggregation => aggregations.includes(name);

const maxSources = 20;

/** Throws `FormulaError`. */
export function compileDerivedFormula(formula: string): DerivedFormula {
  const tree = parseFormula(formula);
  const type = checkFormula(tree, scope);
  if (type !== 'number') throw new FormulaError('A metric is a number; use if(condition, 1, 0).', tree.at);
  const sources = distinct(sourcesIn(tree));
  if (sources.length === 0) throw new FormulaError('Use at least one metric, such as p95(latency).', tree.at);
  if (sources.length > maxSources) throw new FormulaError(`Use at most ${maxSources} metrics.`, tree.at);
  return {
    sources,
    evaluate: (read) => {
      const value = evaluateFormula(tree, {
        name: (name) => (isMetric(name) ? read(ofName(name)) : null),
        call: (call) => {
          const source = ofCall(call);
          return source === undefined ? undefined : read(source);
        },
      });
      return typeof value === 'number' ? value : null;
    },
  };
}

const scope: Scope = {
  typeOfName: (name) => (isMetric(name) ? 'number' : null),
  typeOfCall: (call) => (ofCall(call) === undefined ? undefined : 'number'),
  names: () => formulaMetrics,
};

function ofName(metric: MetricName): Source {
  return { kind: 'metric', metric, aggregation: aggregationsOf[describeMetric(metric).kind][0] };
}

/** Undefined for ordinary functions. */
function ofCall({ name, args, at }: FormulaNode & { kind: 'call' }): Source | undefined {
  const [argument] = args;
  if (name === 'custom') {
    if (args.length !== 1 || argument?.kind !== 'text') throw new FormulaError("Write custom('name').", at);
    return { kind: 'custom', name: argument.value, at };
  }
  if (!isAggregation(name)) return undefined;
  if (args.length !== 1 || argument?.kind !== 'name') throw new FormulaError(`Write ${name}(metric).`, at);
  const metric = argument.name;
  if (!isMetric(metric))
    throw new FormulaError(`There is no metric "${metric}" that formulas can use.`, argument.at);
  if (!mayAggregate(metric, name)) {
    const allowed = aggregationsOf[describeMetric(metric).kind].filter(isAggregation).join(', ');
    throw new FormulaError(`"${metric}" has no ${name}; it has ${allowed}.`, at);
  }
  return { kind: 'metric', metric, aggregation: name };
}

function sourcesIn(node: FormulaNode): Source[] {
  switch (node.kind) {
    case 'name':
      return isMetric(node.name) ? [ofName(node.name)] : [];
    case 'unary':
      return sourcesIn(node.operand);
    case 'binary':
      return [...sourcesIn(node.left), ...sourcesIn(node.right)];
    case 'call': {
      const own = ofCall(node);
      return own === undefined ? node.args.flatMap(sourcesIn) : [own];
    }
    default:
      return [];
  }
}

export function sourceKey(source: Source): string {
  return source.kind === 'custom' ? `custom ${source.name}` : `${source.aggregation} ${source.metric}`;
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [sourceKey(source), source])).values()];
}
