/** `/api/2.0/mlflow/model-versions/…`: see MLflow's `model_registry.proto`. */
import { z } from 'zod';
import { booleanField, type MlflowEndpoints, repeatedField, textField } from '../../mlflow/index.ts';
import { deleteVersion } from '../delete-version.ts';
import type { DryRunner } from '../prepare-version.ts';
import { registerVersion } from '../register-version.ts';
import { transitionStage } from '../transition-stage.ts';
import { updateVersion } from '../update-version.ts';
import { documentUri } from './bodies.ts';
import { contentOf, documentTag } from './document-of.ts';
import { descriptionField, modelNameField, stageField, tagField, versionField } from './fields.ts';
import { modelEndpoint } from './model-endpoint.ts';
import { readVersion, versionAnswer } from './read.ts';
import { searchVersions } from './searches.ts';
import { changeVersionTag, parseTags } from './tags.ts';

const byNumber = z.object({ name: modelNameField, version: versionField });
const reason = 'Through the MLflow API.';

/** `dryRun` asks a new version its one question. */
export function modelVersionEndpoints(dryRun: DryRunner): MlflowEndpoints {
  return {
    create: { POST: createEndpoint(dryRun) },
    get: {
      GET: modelEndpoint({
        permission: 'models.read',
        input: byNumber,
        handle: (_caller, { name, version }) => versionAnswer(name, version),
      }),
    },
    update: {
      PATCH: modelEndpoint({
        permission: 'models.write',
        input: byNumber.extend({ description: descriptionField.optional() }),
        handle: async (caller, { name, version, description }) => {
          await readVersion(name, version);
          await updateVersion(caller, name, version, { description });
          return versionAnswer(name, version);
        },
      }),
    },
    delete: {
      DELETE: modelEndpoint({
        permission: 'models.write',
        input: byNumber,
        handle: async (caller, { name, version }) => {
          await deleteVersion(caller, name, version, { reason, ticket: '' });
          return {};
        },
      }),
    },
    search: { GET: searchVersions },
    'set-tag': {
      POST: modelEndpoint({
        permission: 'models.write',
        input: byNumber.extend(tagField.shape),
        handle: async (caller, { name, version, key, value }) => {
          await changeVersionTag(caller, name, version, key, value);
          return {};
        },
      }),
    },
    'delete-tag': {
      DELETE: modelEndpoint({
        permission: 'models.write',
        input: byNumber.extend({ key: z.string() }),
        handle: async (caller, { name, version, key }) => {
          await changeVersionTag(caller, name, version, key, null);
          return {};
        },
      }),
    },
    'transition-stage': {
      POST: modelEndpoint({
        permission: 'models.promote',
        input: byNumber.extend({ stage: stageField, archive_existing_versions: booleanField.default(false) }),
        handle: async (caller, { name, version, stage, archive_existing_versions: archiveExisting }) => {
          await transitionStage(caller, name, version, { stage, archiveExisting, reason, ticket: '' });
          return versionAnswer(name, version);
        },
      }),
    },
    'get-download-uri': {
      GET: modelEndpoint({
        permission: 'models.read',
        input: byNumber,
        handle: async (_caller, { name, version }) => {
          await readVersion(name, version);
          return { artifact_uri: documentUri(name, version) };
        },
      }),
    },
  };
}

function createEndpoint(dryRun: DryRunner) {
  return modelEndpoint({
    permission: 'models.write',
    input: z.object({
      name: modelNameField,
      source: textField('The source', 2000).default(''),
      run_id: textField('The run id', 200).default(''),
      tags: repeatedField(tagField, 51),
      description: descriptionField.default(''),
    }),
    handle: async (caller, { name, source, run_id, tags, description }) => {
      const content = await contentOf(caller, source, run_id, tags);
      const kept = parseTags(tags.filter((tag) => tag.key !== documentTag));
      const input = { ...content, description, tags: kept, dryRun: 'require' as const };
      const { number } = await registerVersion(caller, name, input, dryRun);
      return versionAnswer(name, number);
    },
  });
}
