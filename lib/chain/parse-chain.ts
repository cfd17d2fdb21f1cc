/** Version documents as people write them: YAML 1.2 or JSON (which YAML contains), with mistakes told by line and column. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import { documentProblems } from './document-problems.ts';
import { issueMessage } from './issue-message.ts';
import {
  type ChainProblem,
  maxChainSourceBytes,
  type VersionDocument,
  versionDocumentSchema,
} from './schemas.ts';

/** A chain has about ten levels; a pile of opening brackets or dashes only slows the recursive parser down. */
const deepNesting = /(?:[[{]\s*|[-?]\s+){65}/;
/** Anchors are handy for a repeated prompt; exploding ones ("billion laughs") multiply their uses. */
const maxAliasCount = 50;
const maxProblems = 20;

type Place = Pick<ChainProblem, 'line' | 'column'>;

export type ChainSource =
  | {
      document: VersionDocument;
      problems: [];
      /** Where a dotted path, or its nearest present parent, begins. */
      placeOf(path: string): Place;
    }
  | { document: null; problems: ChainProblem[] };

/** Reads a document of any packaging form, or says everything that is wrong with it. Never throws for bad text. */
export function readChainSource(text: string): ChainSource {
  const size = Buffer.byteLength(text, 'utf8');
  if (size > maxChainSourceBytes) {
    return failed(`The document has ${size} bytes; a version may have ${maxChainSourceBytes} at most.`);
  }
  if (text.trim() === '')
    return failed('The document is empty. Start with "kind:" or "model:", or from a template.');
  if (deepNesting.test(text)) return failed('The document nests too deeply for a version.');
  const lines = new LineCounter();
  // `uniqueKeys` compares every pair of keys, minutes for a megabyte of them; `duplicateKeys` looks each up once.
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  if (parsed.errors.length > 0) {
    return {
      document: null,
      problems: parsed.errors.slice(0, maxProblems).map((error) => ({
        path: '',
        message: error.message,
        ...placeAt(lines, error.pos[0]),
      })),
    };
  }
  return readDocument(parsed, lines);
}

/** Reads a document. Throws `AppError('invalid')` whose message names the line and column of the first mistake. */
export function parseChainSource(text: string): VersionDocument {
  const { document, problems } = readChainSource(text);
  if (document) return document;
  throw chainError(problems);
}

/** The `AppError` for a chain with mistakes; the first one stands in the message, all of them in `issues`. */
export function chainError(problems: readonly ChainProblem[]): AppError {
  const issues = problems.map((problem) => ({
    path: problem.path,
    message: `${placeText(problem)}${problem.message}`,
  }));
  const first = issues[0];
  return new AppError(
    'invalid',
    `The chain is not valid: ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'unknown reason'}`,
    { issues, reason: 'invalid_chain' },
  );
}

/** The document as YAML, for the editor. */
export function toYaml(document: VersionDocument): string {
  return stringify(document, { lineWidth: 100, aliasDuplicateObjects: false });
}

function readDocument(source: Document.Parsed, lines: LineCounter): ChainSource {
  const repeated = duplicateKeys(source, lines);
  if (repeated.length > 0) return { document: null, problems: repeated };
  let value: unknown;
  try {
    value = source.toJS({ maxAliasCount });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return failed(`The aliases of the document cannot be followed: ${error.message}.`);
  }
  const placeOf = (path: readonly PropertyKey[]) => placeAt(lines, offsetOf(source, path));
  const parsed = versionDocumentSchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, maxProblems).map((issue) => ({
      path: issue.path.map(String).join('.'),
      message: issueMessage(issue, value),
      ...placeOf(pathOf(issue)),
    }));
    return { document: null, problems };
  }
  const problems = documentProblems(parsed.data).map((problem) => ({
    ...problem,
    ...placeOf(problem.path.split('.')),
  }));
  if (problems.length > 0) return { document: null, problems: problems.slice(0, maxProblems) };
  return { document: parsed.data, problems: [], placeOf: (path) => placeOf(path.split('.')) };
}

function duplicateKeys(document: Document.Parsed, lines: LineCounter): ChainProblem[] {
  const problems: ChainProblem[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : null;
        if (name !== null && seen.has(name)) {
          const place = placeAt(lines, isNode(key) ? key.range?.[0] : undefined);
          problems.push({ path: name, message: `The key "${name}" is written twice.`, ...place });
        }
        if (name !== null) seen.add(name);
      }
      return problems.length < maxProblems ? undefined : visit.BREAK;
    },
  });
  return problems;
}

/** Unknown keys are reported on their parent by zod; the person looks for the key itself. */
function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

/** Where the key of a path (else its value) begins; for a missing member, where its nearest present parent does. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const name = String(path[depth - 1]);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    const value = document.getIn(path.slice(0, depth), true);
    if (isNode(value) && value.range) return value.range[0];
  }
  return document.contents?.range[0];
}

function placeAt(lines: LineCounter, offset: number | undefined): Place {
  if (offset === undefined) return { line: null, column: null };
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function placeText({ line, column }: ChainProblem): string {
  return line === null ? '' : `line ${line}, column ${column}: `;
}

function failed(message: string): ChainSource {
  return { document: null, problems: [{ path: '', message, line: null, column: null }] };
}
