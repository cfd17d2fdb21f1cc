/**
 * The chain document as the form sees it. The YAML text is the only state: the form reads its values from the text and
 * writes each change back into it, so comments and what the form does not know stay as they are.
 */
import { type Document, isMap, parseDocument, Scalar, visit } from 'yaml';
import { z } from 'zod';
import { chainSchema, modelParametersSchema, retrievalSchema } from '#lib/chain/schemas.ts';
import { type SearchMode, searchModeSchema } from '#lib/knowledge/schemas.ts';

export interface ChainForm {
  /** Null for a chain without retrieval. */
  knowledge: string | null;
  snapshot: number | 'latest';
  /** Null lets the knowledge base choose. */
  mode: SearchMode | null;
  k: number;
  provider: string;
  model: string;
  temperature: number | null;
  maxOutputTokens: number | null;
  timeoutMs: number;
  system: string;
  user: string;
  normalise: boolean;
  rewriteFromHistory: boolean;
  checkCitations: boolean;
  format: 'text' | 'cited-text';
}

export type ChainField = keyof ChainForm;

/** Where each field stands in the document; also the path the server's problems name. */
export const fieldPaths = {
  knowledge: ['retrieval', 'knowledge'],
  snapshot: ['retrieval', 'snapshot'],
  mode: ['retrieval', 'mode'],
  k: ['retrieval', 'k'],
  provider: ['model', 'provider'],
  model: ['model', 'name'],
  temperature: ['model', 'parameters', 'temperature'],
  maxOutputTokens: ['model', 'parameters', 'maxOutputTokens'],
  timeoutMs: ['model', 'parameters', 'timeoutMs'],
  system: ['prompt', 'system'],
  user: ['prompt', 'user'],
  normalise: ['preprocess'],
  rewriteFromHistory: ['preprocess'],
  checkCitations: ['postprocess'],
  format: ['output', 'format'],
} as const satisfies Record<ChainField, readonly string[]>;

/** Steps behind the checkboxes, in the order in which they belong. */
const stepNames = {
  normalise: 'normalise',
  rewriteFromHistory: 'rewrite-from-history',
  checkCitations: 'check-citations',
} as const;
type StepField = keyof typeof stepNames;
const stepOrder: readonly string[] = Object.values(stepNames);

const defaults = {
  ...chainSchema.shape.prompt.parse({}),
  ...chainSchema.shape.output.parse({}),
  ...modelParametersSchema.parse({}),
  k: retrievalSchema.shape.k.parse(undefined),
};

/** The form's values, or null where only the text can be edited: broken YAML, no document, aliases. */
export function readForm(source: string): ChainForm | null {
  const document = readDocument(source);
  if (document === null) return null;
  const read = <T>(field: ChainField, schema: z.ZodType<T>, otherwise: T): T => {
    const parsed = schema.safeParse(document.getIn(fieldPaths[field]));
    return parsed.success ? parsed.data : otherwise;
  };
  const has = (field: StepField) => stepsAt(document, field).some((step) => step.step === stepNames[field]);
  const number = z.number().nullable();
  return {
    knowledge: isMap(document.get('retrieval', true)) ? read('knowledge', z.string(), '') : null,
    snapshot: read('snapshot', retrievalSchema.shape.snapshot.unwrap(), 'latest'),
    mode: read('mode', searchModeSchema.nullable(), null),
    k: read('k', z.number(), defaults.k),
    provider: read('provider', z.string(), ''),
    model: read('model', z.string(), ''),
    temperature: read('temperature', number, null),
    maxOutputTokens: read('maxOutputTokens', number, null),
    timeoutMs: read('timeoutMs', z.number(), defaults.timeoutMs),
    system: read('system', z.string(), defaults.system),
    user: read('user', z.string(), defaults.user),
    normalise: has('normalise'),
    rewriteFromHistory: has('rewriteFromHistory'),
    checkCitations: has('checkCitations'),
    format: read('format', z.enum(['text', 'cited-text']), defaults.format),
  };
}

/** The text with one field changed. Text the form cannot edit is returned as it is. */
export function writeField<F extends ChainField>(source: string, field: F, value: ChainForm[F]): string {
  const document = readDocument(source);
  if (document === null) return source;
  if (isStepField(field)) writeStep(document, field, value === true);
  else if (field === 'knowledge' && value === null) document.set('retrieval', null);
  else writeValue(document, fieldPaths[field], value);
  return document.toString({ lineWidth: 100 });
}

function readDocument(source: string): Document | null {
  const document = parseDocument(source, { uniqueKeys: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  let aliases = false;
  visit(document, {
    Alias() {
      aliases = true;
      return visit.BREAK;
    },
  });
  return aliases ? null : document;
}

function writeValue(document: Document, path: readonly string[], value: unknown): void {
  if (value === null) {
    document.deleteIn(path);
    return;
  }
  for (let depth = 1; depth < path.length; depth++) {
    const parent = path.slice(0, depth);
    if (!isMap(document.getIn(parent, true))) document.setIn(parent, document.createNode({}));
    const map = document.getIn(parent, true);
    if (isMap(map)) map.flow = false;
  }
  document.setIn(path, typeof value === 'string' ? textNode(value) : value);
}

/** Several lines read best as a block, which cannot hold lines of nothing but white space; quotes hold everything. */
function textNode(value: string): Scalar {
  const node = new Scalar(value);
  if (/^[ \t]+$|\r/m.test(value)) node.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
  return node;
}

const stepSchema = z.looseObject({ step: z.string() });

function stepsAt(document: Document, field: StepField): z.infer<typeof stepSchema>[] {
  const list: unknown = document.toJS()[fieldPaths[field][0]];
  const parsed = z.array(stepSchema).safeParse(list);
  return parsed.success ? parsed.data : [];
}

function writeStep(document: Document, field: StepField, wanted: boolean): void {
  const others = stepsAt(document, field).filter((step) => step.step !== stepNames[field]);
  const steps = wanted ? [...others, { step: stepNames[field] }] : others;
  steps.sort((a, b) => stepOrder.indexOf(a.step) - stepOrder.indexOf(b.step));
  document.setIn(fieldPaths[field], document.createNode(steps));
}

function isStepField(field: ChainField): field is StepField {
  return Object.hasOwn(stepNames, field);
}
