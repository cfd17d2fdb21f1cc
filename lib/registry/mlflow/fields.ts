import { z } from 'zod';
import { textField } from '../../mlflow/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { aliasNameSchema, modelNameSchema, type Stage } from '../schemas.ts';
import { stageNames } from './bodies.ts';

/** A name that is asked for: what cannot be the name of a model names none. */
export const modelNameField = textField('The name of a model', 500).transform((name) => {
  if (!modelNameSchema.safeParse(name).success) throw notFound(`The model "${name}"`);
  return name;
});

/** A name that is given: MLflow would take almost any. */
export const newModelNameField = textField('The name of a model', 500).transform((name) => {
  if (modelNameSchema.safeParse(name).success) return name;
  throw new AppError(
    'invalid',
    `"${name}" cannot be the name of a model here, since names stand in addresses and in targets such as model@alias. ` +
      'Use 1 to 63 lower-case letters, digits, hyphens, dots and underscores, beginning and ending with a letter or digit.',
  );
});

export const newAliasField = textField('An alias', 256).transform((alias) => {
  if (aliasNameSchema.safeParse(alias).success) return alias;
  throw new AppError(
    'invalid',
    `"${alias}" cannot be an alias here. Use 1 to 63 lower-case letters, digits, hyphens and underscores, beginning ` +
      'with a letter and ending with a letter or digit; nothing like "v1", which looks like a version.',
  );
});

/** An alias that is asked for; one that cannot be an alias is simply not there. */
export const aliasField = textField('An alias', 256);

export const versionField = z
  .union([z.number(), z.string()])
  .transform((version) => String(version))
  .pipe(z.string().regex(/^[1-9]\d{0,8}$/, 'A version is a whole number from 1.'))
  .transform(Number);

export const descriptionField = textField('The description', 5000);

export const tagField = z.object({
  key: z.string({ error: 'A tag needs a key.' }),
  value: z.string().default(''),
});

/** MLflow's names of stages in any spelling; `None` is our `development`. */
export const stageField = z.string().transform((name): Stage => {
  const entry = Object.entries(stageNames).find(([, known]) => known.toLowerCase() === name.toLowerCase());
  if (entry !== undefined) return entry[0] as Stage;
  throw new AppError('invalid', `"${name}" is no stage. Use ${Object.values(stageNames).join(', ')}.`);
});
