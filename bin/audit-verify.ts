/**
 * `npm run audit:verify` recomputes the audit log's hash chain and says what is wrong with it.
 *   --head <file>   a signed head that was kept elsewhere: the chain must still lead to it
 *   --key <text>    a public key to trust, for a head that was signed under an earlier SLIPWAY_SECRET
 *   --json          the result as JSON
 * Ends with 0 when the chain is intact, 1 when it is not, 2 when it could not be checked.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type SignedHead, signedHeadSchema } from '../lib/audit/schemas.ts';
import { parseOrThrow } from '../lib/platform/errors.ts';
import { openDatabase } from './open-database.ts';

interface Options {
  head?: string | undefined;
  key?: string | undefined;
  json: boolean;
}

async function readHead(file: string): Promise<SignedHead> {
  const text = await readFile(file, 'utf8');
  return parseOrThrow(signedHeadSchema, JSON.parse(text), `head in ${file}`);
}

async function verify({ head: file, key, json }: Options): Promise<boolean> {
  const { signerOf, verifyChain } = await import('../lib/audit/index.ts');
  const head = file === undefined ? null : await readHead(file);
  const signer = head && signerOf(head, key ?? null);
  const started = performance.now();
  const known = head ? { sequence: head.sequence, hash: Buffer.from(head.hash, 'hex') } : undefined;
  const { at, sequence, hash, entries, erased, problems } = await verifyChain({ known });
  const seconds = (performance.now() - started) / 1000;
  if (head !== null && signer === null) {
    const detail =
      'The signature of the head is not of this installation. If SLIPWAY_SECRET was changed since, give the public key you wrote down with --key.';
    problems.unshift({ kind: 'signature', sequence: head.sequence, eventId: null, detail });
  }
  const intact = problems.length === 0;
  if (json) {
    const result = {
      intact,
      at,
      sequence,
      hash: hash.toString('hex'),
      entries,
      erased,
      head: signer,
      problems,
    };
    console.log(JSON.stringify(result, null, 2));
    return intact;
  }
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  console.log(
    `Checked ${entries} entries in ${seconds.toFixed(1)} s (${rate} a second); ${erased} erased parts are accounted for.`,
  );
  for (const { kind, detail } of problems) console.log(`✗ ${kind}: ${detail}`);
  if (intact && head)
    console.log(`✓ The chain still has entry ${head.sequence}, signed at ${head.at} with the ${signer} key.`);
  console.log(
    intact
      ? `✓ The audit log is intact up to entry ${sequence}, ${hash.toString('hex')}.`
      : `✗ The audit log was tampered with.`,
  );
  return intact;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { head: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const disconnect = await openDatabase();
  const { closeDatabase } = await import('../lib/platform/db.ts');
  try {
    return (await verify(values)) ? 0 : 1;
  } finally {
    await closeDatabase();
    await disconnect();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`The audit log could not be checked: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  },
);
