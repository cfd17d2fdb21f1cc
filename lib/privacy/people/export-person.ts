import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { assertMay, type Caller, systemCaller, userIdOf } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { uploadsOf } from '../../knowledge/index.ts';
import { transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { type ZipFile, zipStream } from '../../platform/zip-stream.ts';
import { lastErasureOf } from '../erasure/erasure-store.ts';
import type { Place } from '../places/place.ts';
import { places } from '../places/places.ts';
import type { Subject } from '../schemas.ts';
import { requirePerson } from './held-data.ts';

/** Everything held of a person as one archive. Throws `not_found`, `conflict` (reason `being_erased`). */
export async function exportPerson(caller: Caller, subject: Subject): Promise<Response> {
  assertMay(caller, 'privacy.write');
  return archiveOf(caller, subject);
}

/** The same of oneself, for everybody who signs in. */
export async function exportOwnData(caller: Caller): Promise<Response> {
  if (caller.kind !== 'user') {
    throw new AppError(
      'forbidden',
      'Only a person exports their own data. Sign in and do it in the console.',
      {
        reason: 'session_required',
      },
    );
  }
  return archiveOf(caller, { kind: 'user', id: caller.id });
}

async function archiveOf(caller: Caller, subject: Subject): Promise<Response> {
  const person = await requirePerson(subject);
  const erasure = await lastErasureOf(subject);
  if (erasure !== null && erasure.state !== 'done') {
    throw new AppError(
      'conflict',
      'The data of this person is being erased. Nothing of it is exported any more.',
      {
        reason: 'being_erased',
      },
    );
  }
  await transaction((tx) =>
    recordAudit(tx, caller, {
      action: 'person.exported',
      subject: {
        kind: subject.kind === 'user' ? 'user' : 'client',
        id: subject.id,
        name: userIdOf(caller) === subject.id ? 'own data' : person.name,
      },
    }),
  );
  const bytes = zipStream(filesOf(subject));
  return new Response(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="personal-data.zip"',
      'cache-control': 'no-store',
    },
  });
}

async function* filesOf(subject: Subject): AsyncGenerator<ZipFile> {
  const told: { place: Place; count: number }[] = [];
  for (const place of places) {
    const { read } = place;
    if (read === undefined) continue;
    const entry = { place, count: 0 };
    told.push(entry);
    const rows = async function* () {
      for await (const row of read(subject)) {
        yield `${entry.count === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`;
        entry.count += 1;
      }
      yield entry.count === 0 ? '[]\n' : '\n]\n';
    };
    yield { name: `${place.key}.json`, content: rows() };
  }
  if (subject.kind === 'user') yield* originalsOf(subject.id);
  yield { name: 'README.txt', content: [readme(told)] };
}

/** The bytes as they were uploaded, under the names they were given, each in a folder of its revision. */
async function* originalsOf(userId: string): AsyncGenerator<ZipFile> {
  for (const { path, revisionId, name } of await uploadsOf(systemCaller('privacy'), userId)) {
    const there = await stat(path).catch(() => null);
    if (there === null) continue;
    const base = (name.split('/').at(-1) ?? name).replaceAll(/[\\:*?"<>|\p{Cc}]/gu, '_');
    yield { name: `documents/${revisionId}/${base}`, content: createReadStream(path), stored: true };
  }
}

function readme(told: readonly { place: Place; count: number }[]): string {
  const lines = told.map(({ place, count }) => `${place.key}.json  ${place.label}: ${count}`);
  return [
    'What this Slipway holds of one person, as of the moment of the export.',
    'Each file is a JSON array; times are UTC; cost is in nano-dollars.',
    '',
    ...lines,
    '',
    'documents/  The files this person uploaded, byte for byte, each in a folder named after its revision.',
    'Secrets (passwords, keys) are stored as one-way hashes and are not part of the export.',
    '',
  ].join('\n');
}
