/** `/api/2.0/mlflow/registered-models/…`: see MLflow's `model_registry.proto`. */
import { z } from 'zod';
import { type MlflowEndpoints, repeatedField } from '../../mlflow/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { createModel } from '../create-model.ts';
import { deleteAlias } from '../delete-alias.ts';
import { deleteModel } from '../delete-model.ts';
import { listedVersions } from '../listing-store.ts';
import { moveAlias } from '../move-alias.ts';
import { findAlias, findModel, prisma } from '../store.ts';
import { updateModel } from '../update-model.ts';
import { latestOfStages, modelVersionBody } from './bodies.ts';
import {
  aliasField,
  descriptionField,
  modelNameField,
  newAliasField,
  newModelNameField,
  stageField,
  tagField,
  versionField,
} from './fields.ts';
import { modelEndpoint } from './model-endpoint.ts';
import { modelAnswer, versionAnswer } from './read.ts';
import { searchModels } from './searches.ts';
import { changeModelTag, parseTags } from './tags.ts';

const byName = z.object({ name: modelNameField });
const reason = 'Through the MLflow API.';

const getLatestVersions = modelEndpoint({
  permission: 'models.read',
  input: byName.extend({ stages: repeatedField(stageField, 10) }),
  handle: async (_caller, { name, stages }) => {
    await findModel(prisma(), name);
    const latest = latestOfStages(await listedVersions([name]));
    const asked = stages.length === 0 ? latest : latest.filter((version) => stages.includes(version.stage));
    return { model_versions: asked.map(modelVersionBody) };
  },
});

export const registeredModelEndpoints: MlflowEndpoints = {
  create: {
    POST: modelEndpoint({
      permission: 'models.write',
      input: z.object({
        name: newModelNameField,
        tags: repeatedField(tagField, 50),
        description: descriptionField.default(''),
      }),
      handle: async (caller, { name, tags, description }) => {
        await createModel(caller, { name, tags: parseTags(tags), description });
        return modelAnswer(name);
      },
    }),
  },
  get: {
    GET: modelEndpoint({
      permission: 'models.read',
      input: byName,
      handle: (_caller, { name }) => modelAnswer(name),
    }),
  },
  update: {
    PATCH: modelEndpoint({
      permission: 'models.write',
      input: byName.extend({ description: descriptionField.optional() }),
      handle: async (caller, { name, description }) => {
        await updateModel(caller, name, { description });
        return modelAnswer(name);
      },
    }),
  },
  rename: {
    POST: modelEndpoint({
      permission: 'models.write',
      input: byName.extend({ new_name: z.string() }),
      handle: async (_caller, { name, new_name }) => {
        const answer = await modelAnswer(name);
        if (new_name === name) return answer;
        throw new AppError(
          'invalid',
          `Models keep their names, since endpoints and the requests they answered name them. Create the model ` +
            `"${new_name}" and copy versions into it with the source "models:/${name}/<version>".`,
        );
      },
    }),
  },
  delete: {
    DELETE: modelEndpoint({
      permission: 'models.write',
      input: byName,
      handle: async (caller, { name }) => {
        await deleteModel(caller, name);
        return {};
      },
    }),
  },
  search: { GET: searchModels },
  'get-latest-versions': { GET: getLatestVersions, POST: getLatestVersions },
  'set-tag': {
    POST: modelEndpoint({
      permission: 'models.write',
      input: byName.extend(tagField.shape),
      handle: async (caller, { name, key, value }) => {
        await changeModelTag(caller, name, key, value);
        return {};
      },
    }),
  },
  'delete-tag': {
    DELETE: modelEndpoint({
      permission: 'models.write',
      input: byName.extend({ key: z.string() }),
      handle: async (caller, { name, key }) => {
        await changeModelTag(caller, name, key, null);
        return {};
      },
    }),
  },
  alias: {
    POST: modelEndpoint({
      permission: 'models.promote',
      input: byName.extend({ alias: newAliasField, version: versionField }),
      handle: async (caller, { name, alias, version }) => {
        await moveAlias(caller, name, alias, { version, reason, ticket: '' });
        return {};
      },
    }),
    DELETE: modelEndpoint({
      permission: 'models.promote',
      input: byName.extend({ alias: aliasField }),
      handle: async (caller, { name, alias }) => {
        const { id } = await findModel(prisma(), name);
        // As in MLflow, an alias that is not there is no mistake.
        if ((await findAlias(prisma(), id, alias)) === null) return {};
        await deleteAlias(caller, name, alias, { reason, ticket: '' });
        return {};
      },
    }),
    GET: modelEndpoint({
      permission: 'models.read',
      input: byName.extend({ alias: aliasField }),
      handle: async (_caller, { name, alias }) => {
        const { id } = await findModel(prisma(), name);
        const row = await findAlias(prisma(), id, alias);
        if (row === null) throw notFound(`The alias "${alias}" of the model "${name}"`);
        return versionAnswer(name, row.version);
      },
    }),
  },
};
