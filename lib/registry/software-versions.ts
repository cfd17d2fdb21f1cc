/** What an answer depends on besides its document, read once a process. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export interface SoftwareVersions {
  slipway: string;
  dependencies: Record<string, string>;
}

/** Packages whose change may change an answer: search, stemming, languages, patterns, sandbox, schemas, providers. */
const packages = [
  '@ai-sdk/openai-compatible',
  '@cfworker/json-schema',
  '@jitl/quickjs-wasmfile-release-sync',
  '@lancedb/lancedb',
  '@orama/stemmers',
  'quickjs-emscripten-core',
  're2js',
  'tinyld',
];
const manifestSchema = z.object({ version: z.string() });

let reading: Promise<SoftwareVersions> | undefined;

export function softwareVersions(): Promise<SoftwareVersions> {
  reading ??= read().catch((error: unknown) => {
    reading = undefined;
    throw error;
  });
  return reading;
}

async function read(): Promise<SoftwareVersions> {
  const versions = await Promise.all(
    packages.map(async (name) => [name, await versionIn(path.join('node_modules', name))] as const),
  );
  const known = versions.filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    slipway: (await versionIn('.')) ?? 'unknown',
    dependencies: Object.fromEntries([['node', process.versions.node], ...known]),
  };
}

/** Null without a manifest: a version is worth registering even where an installation was slimmed down. */
async function versionIn(folder: string): Promise<string | null> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), folder, 'package.json');
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8'))).version;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
