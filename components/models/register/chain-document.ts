/**
 * The document as the form sees it. The YAML text is the only state: the form reads its values from the text and writes
 * each change back into it, so comments and what the form does not know stay as they are.
 */
import { type Document, isMap } from 'yaml';
import { z } from 'zod';
import {
  chainSchema,
  type DocumentForm,
  documentFormSchema,
  inputSignatureSchema,
  modelParametersSchema,
  retrievalSchema,
} from '#lib/chain/schemas.ts';
import { type SearchMode, searchModeSchema } from '#lib/knowledge/schemas.ts';
import { editYaml, readYaml, setValue, type YamlPath } from './yaml-edit.ts';

/** Values that stand at one place each. */
export interface ChainFields {
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
  format: 'text' | 'cited-text';
  maxQuestionChars: number;
  /** What the dry run asks; null lets Slipway choose. */
  exampleQuestion: string | null;
}

export type ChainField = keyof ChainFields;

/** A member of a list, as far as it can be told what it is; its settings may be wrong. */
export type StepDraft = z.infer<typeof stepSchema>;
export type RuleDraft = z.infer<typeof ruleSchema>;
export type VariableDraft = z.infer<typeof variableSchema>;

/** Lists are null where the text holds something else, which only the text can mend. */
export interface ChainForm extends ChainFields {
  kind: DocumentForm;
  preprocess: StepDraft[] | null;
  postprocess: StepDraft[] | null;
  routing: RuleDraft[] | null;
  variables: Record<string, VariableDraft> | null;
  /** What the example gives for the variables. */
  exampleInputs: Record<string, unknown>;
}

const fieldPaths = {
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
  format: ['output', 'format'],
  maxQuestionChars: ['input', 'maxQuestionChars'],
  exampleQuestion: ['input', 'example', 'question'],
} as const satisfies Record<ChainField, readonly string[]>;

/** Where a field stands in a document of a form; also the path the server's problems name. */
export function pathOf(field: ChainField, kind: DocumentForm): readonly string[] {
  const path = fieldPaths[field];
  return kind === 'remote' && path[0] === 'model' ? ['server', ...path.slice(1)] : path;
}

const defaults = {
  ...chainSchema.shape.prompt.parse({}),
  ...chainSchema.shape.output.parse({}),
  ...modelParametersSchema.parse({}),
  ...inputSignatureSchema.parse({}),
  k: retrievalSchema.shape.k.parse(undefined),
};

const stepSchema = z.looseObject({ step: z.string() });
const ruleSchema = z.looseObject({
  name: z.string().catch(''),
  when: z.record(z.string(), z.unknown()).catch({}),
  model: z.looseObject({ provider: z.string().catch(''), name: z.string().catch('') }).catch({
    provider: '',
    name: '',
  }),
});
const variableSchema = z.looseObject({ type: z.enum(['string', 'number', 'boolean']).catch('string') });

/** The form's values, or null where only the text can be edited: broken YAML, no document, aliases. */
export function readForm(source: string): ChainForm | null {
  const document = readYaml(source);
  if (document === null) return null;
  const kind = kindOf(document);
  const read = <T>(field: ChainField, schema: z.ZodType<T>, otherwise: T): T => {
    const parsed = schema.safeParse(document.getIn(pathOf(field, kind)));
    return parsed.success ? parsed.data : otherwise;
  };
  const number = z.number().nullable();
  return {
    kind,
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
    format: read('format', z.enum(['text', 'cited-text']), defaults.format),
    maxQuestionChars: read('maxQuestionChars', z.number(), defaults.maxQuestionChars),
    exampleQuestion: read('exampleQuestion', z.string().nullable(), null),
    ...readLists(document.toJS()),
  };
}

function readLists(value: unknown) {
  const parts = z.looseObject({}).catch({}).parse(value);
  const list = <T>(schema: z.ZodType<T>, part: unknown) =>
    z
      .array(schema)
      .nullable()
      .catch(null)
      .parse(part ?? []);
  const input = z.looseObject({}).catch({}).parse(parts.input);
  const example = z.looseObject({}).catch({}).parse(input.example);
  return {
    preprocess: list(stepSchema, parts.preprocess),
    postprocess: list(stepSchema, parts.postprocess),
    routing: list(ruleSchema, parts.routing),
    variables: z
      .record(z.string(), variableSchema)
      .nullable()
      .catch(null)
      .parse(input.variables ?? {}),
    exampleInputs: z.record(z.string(), z.unknown()).catch({}).parse(example.inputs),
  };
}

/** The text with one field changed. Text the form cannot edit is returned as it is. */
export function writeField<F extends ChainField>(source: string, field: F, value: ChainFields[F]): string {
  return editYaml(source, (document) => {
    if (field === 'knowledge' && value === null) document.set('retrieval', null);
    else if (field === 'exampleQuestion' && value === null) removeExample(document);
    else setValue(document, pathOf(field, kindOf(document)), value);
  });
}

/** Inputs of an example without a question are kept, for the text to mend. */
function removeExample(document: Document): void {
  const path: YamlPath = ['input', 'example'];
  document.deleteIn(document.hasIn([...path, 'inputs']) ? [...path, 'question'] : path);
}

/** A document without a form is a chain. */
function kindOf(document: Document): DocumentForm {
  return documentFormSchema.catch('chain').parse(document.get('kind'));
}

const membersOf: Record<DocumentForm, readonly string[]> = {
  chain: ['kind', 'input', 'preprocess', 'retrieval', 'routing', 'prompt', 'model', 'postprocess', 'output'],
  prompt: ['kind', 'input', 'prompt', 'model'],
  'external-model': ['kind', 'input', 'model'],
  remote: ['kind', 'input', 'server'],
};

/** The text as a document of another packaging form: what that form does not have leaves it. */
export function convertForm(source: string, kind: DocumentForm): string {
  return editYaml(source, (document) => {
    const members = membersOf[kind];
    document.set('kind', kind);
    if (isMap(document.contents)) {
      const foreign = document.contents.items
        .map(({ key }) => String(key))
        .filter((key) => !members.includes(key));
      for (const key of foreign) document.delete(key);
    }
    if (kind === 'remote') {
      if (!document.has('server')) setValue(document, ['server'], { provider: '' });
    } else if (!document.has('model')) setValue(document, ['model'], { provider: '', name: '' });
    if (kind === 'prompt' && !document.has('prompt')) setValue(document, ['prompt', 'user'], defaults.user);
  });
}
