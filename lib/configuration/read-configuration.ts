import { parseDocument } from 'yaml';
import { AppError } from '../platform/errors.ts';
import { type Configuration, configurationSchema, maxConfigurationBytes } from './schemas.ts';

/** Repeated prompts may be written once; exploding anchors ("billion laughs") may not. */
const maxAliasCount = 100;
const maxProblems = 20;

/** Reads a configuration from YAML or JSON. Throws `AppError('invalid')` that lists what is wrong, by path. */
export function readConfiguration(text: string): Configuration {
  const size = Buffer.byteLength(text, 'utf8');
  if (size > maxConfigurationBytes) {
    throw invalid([
      { path: '', message: `The document has ${size} bytes; it may have ${maxConfigurationBytes}.` },
    ]);
  }
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: true });
  if (document.errors.length > 0) {
    throw invalid(document.errors.slice(0, maxProblems).map(({ message }) => ({ path: '', message })));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw invalid([
      { path: '', message: `The aliases of the document cannot be followed: ${error.message}.` },
    ]);
  }
  const parsed = configurationSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, maxProblems);
  throw invalid(issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })));
}

function invalid(issues: { path: string; message: string }[]): AppError {
  const first = issues[0];
  const at = first?.path ? `${first.path}: ` : '';
  return new AppError('invalid', `The configuration is not valid: ${at}${first?.message ?? ''}`, {
    issues,
    reason: 'invalid_configuration',
  });
}
