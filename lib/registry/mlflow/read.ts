import { notFound } from '../../platform/errors.ts';
import { type ListedVersion, listedVersions } from '../listing-store.ts';
import { findModel, modelWithPlaces, prisma } from '../store.ts';
import { modelVersionBody, registeredModelBody } from './bodies.ts';

/** What `registered-models/…` answer with. Throws `not_found`. */
export async function modelAnswer(name: string) {
  const { id } = await findModel(prisma(), name);
  const [model, versions] = await Promise.all([modelWithPlaces(prisma(), id), listedVersions([name])]);
  return { registered_model: registeredModelBody(model, versions) };
}

/** What `model-versions/…` answer with. Throws `not_found`, for a deleted version too. */
export async function versionAnswer(name: string, number: number) {
  return { model_version: modelVersionBody(await readVersion(name, number)) };
}

export async function readVersion(name: string, number: number): Promise<ListedVersion> {
  await findModel(prisma(), name);
  const version = (await listedVersions([name])).find((candidate) => candidate.number === number);
  if (version === undefined) throw notFound(`Version ${number} of the model "${name}"`);
  return version;
}
