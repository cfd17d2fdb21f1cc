/** What differs between two versions, in the words of the person who has to decide between them. */
import type { DocumentDifference, ExecutableChain, PostprocessStep, PreprocessStep } from '../schemas.ts';
import { diffMembers, type Part, sameValue, whole } from './diff-members.ts';
import { matchLists } from './match-lists.ts';
import { readable, sentence, stepName } from './words.ts';

/**
 * Differences by part, in the order of a run; none for chains that are alike, and as many one way as the other.
 * Steps and rules are matched by kind or name and order, so an inserted step is one difference.
 */
export function diffDocuments(from: ExecutableChain, to: ExecutableChain): DocumentDifference[] {
  return [
    ...diffForm(from, to),
    ...diffInput(from, to),
    ...diffSteps('preprocess', from.preprocess, to.preprocess),
    ...diffRetrieval(from, to),
    ...diffRouting(from, to),
    ...diffPrompt(from, to),
    ...diffModel(from, to),
    ...diffSteps('postprocess', from.postprocess, to.postprocess),
    ...diffMembers({ part: 'output', path: 'output', about: 'Output: ' }, from.output, to.output),
  ];
}

const formNames: Readonly<Record<ExecutableChain['form'], string>> = {
  chain: 'a whole chain',
  prompt: 'a bare prompt',
  'external-model': 'an external model',
  remote: 'a remote server',
};

function diffForm({ form: before }: ExecutableChain, { form: after }: ExecutableChain): DocumentDifference[] {
  if (before === after) return [];
  const summary = `is ${formNames[after]} instead of ${formNames[before]}`;
  return [whole({ part: 'form', path: 'form' }, summary, before, after)];
}

function diffInput({ input: from }: ExecutableChain, { input: to }: ExecutableChain): DocumentDifference[] {
  const [before, after] = [from.variables ?? {}, to.variables ?? {}];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const variables = names.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    const side = { part: 'input', path: `input.variables.${name}` } as const;
    if (old === undefined) return [whole(side, `new input “${name}”`, old, now)];
    if (now === undefined) return [whole(side, `no input “${name}” any more`, old, now)];
    return diffMembers({ ...side, about: `Input “${name}”: ` }, old, now);
  });
  return [
    ...diffMembers({ part: 'input', path: 'input', about: 'Input: ' }, from, to, ['variables']),
    ...variables,
  ];
}

type Step = PreprocessStep | PostprocessStep;

function diffSteps(
  part: 'preprocess' | 'postprocess',
  from: readonly Step[],
  to: readonly Step[],
): DocumentDifference[] {
  const place = part === 'preprocess' ? 'before the model' : 'after the model';
  const keyOf = (step: Step) => (step.step === 'custom' ? `custom ${step.name}` : step.step);
  return diffList(part, part, matchLists(from, to, keyOf), {
    added: (step) => `new step ${place}: ${stepName(step)}`,
    removed: (step) => `no step ${stepName(step)} ${place} any more`,
    moved: (step, before, after) => `step ${stepName(step)} ${place} is number ${after} instead of ${before}`,
    changed: (path, old, now) => diffMembers({ part, path, about: `Step ${stepName(now)}: ` }, old, now),
  });
}

function diffRouting(
  { routing: from = [] }: ExecutableChain,
  { routing: to = [] }: ExecutableChain,
): DocumentDifference[] {
  return diffList(
    'routing',
    'routing',
    matchLists(from, to, ({ name }) => name),
    {
      added: (rule) => `new routing rule “${rule.name}”`,
      removed: (rule) => `no routing rule “${rule.name}” any more`,
      moved: (rule, before, after) =>
        `routing rule “${rule.name}” is tried as number ${after} instead of ${before}`,
      changed: (path, old, now) =>
        diffMembers({ part: 'routing', path, about: `Routing rule “${now.name}”: ` }, old, now),
    },
  );
}

interface ListWords<T> {
  added(item: T): string;
  removed(item: T): string;
  /** Places count from 1. */
  moved(item: T, before: number, after: number): string;
  changed(path: string, before: T & object, after: T & object): DocumentDifference[];
}

function diffList<T extends object>(
  part: Part,
  path: string,
  { kept, moved, removed, added }: ReturnType<typeof matchLists<T>>,
  words: ListWords<T>,
): DocumentDifference[] {
  const at = (index: number) => ({ part, path: `${path}.${index}` });
  return [
    ...removed.map(({ item, index }) => whole(at(index), words.removed(item), item, undefined)),
    ...moved.map(({ from, to }) =>
      whole(
        at(to.index),
        words.moved(to.item, from.index + 1, to.index + 1),
        String(from.index + 1),
        String(to.index + 1),
      ),
    ),
    ...kept.flatMap(({ from, to }) => words.changed(`${path}.${to.index}`, from.item, to.item)),
    ...added.map(({ item, index }) => whole(at(index), words.added(item), undefined, item)),
  ];
}

function diffRetrieval(
  { retrieval: from }: ExecutableChain,
  { retrieval: to }: ExecutableChain,
): DocumentDifference[] {
  const side = { part: 'retrieval', path: 'retrieval' } as const;
  if (from === null && to === null) return [];
  if (from === null)
    return [whole(side, `searches the knowledge base ${to?.knowledge} for passages`, from, to)];
  if (to === null) return [whole(side, 'searches no knowledge base any more', from, to)];
  const passages =
    from.k === to.k
      ? []
      : [
          whole(
            { ...side, path: 'retrieval.k' },
            `retrieves ${to.k} passages instead of ${from.k}`,
            from.k,
            to.k,
          ),
        ];
  return [...passages, ...diffMembers({ ...side, about: 'Retrieval: ' }, from, to, ['k'])];
}

function diffPrompt(
  { prompt: from }: ExecutableChain,
  { prompt: to }: ExecutableChain,
): DocumentDifference[] {
  const side = { part: 'prompt', path: 'prompt' } as const;
  if (from === null && to === null) return [];
  if (from === null) return [whole(side, 'has a prompt of its own', from, to)];
  if (to === null) return [whole(side, 'passes the turns of a request through unchanged', from, to)];
  return (['system', 'user'] as const)
    .filter((member) => from[member] !== to[member])
    .map((member) => {
      const summary = sentence(`${member} prompt changed`);
      const texts = { before: readable(from[member]), after: readable(to[member]) };
      return { part: 'prompt', path: `prompt.${member}`, kind: 'changed', summary, ...texts };
    });
}

function diffModel({ model: from }: ExecutableChain, { model: to }: ExecutableChain): DocumentDifference[] {
  const side = { part: 'model', path: 'model', about: 'Model: ' } as const;
  const parameters = { ...side, path: 'model.parameters' };
  return [
    ...(sameValue(from.name, to.name)
      ? []
      : [
          whole(
            { ...side, path: 'model.name' },
            `asks the model ${to.name} instead of ${from.name}`,
            from.name,
            to.name,
          ),
        ]),
    ...diffMembers(side, from, to, ['name', 'parameters']),
    ...diffMembers(parameters, from.parameters, to.parameters),
  ];
}
