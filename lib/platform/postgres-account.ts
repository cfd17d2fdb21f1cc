/** Under which account PostgreSQL's programs run: our own, except for root, which PostgreSQL refuses. */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export class PostgresError extends Error {
  override readonly name = 'PostgresError';
}

export interface Identity {
  uid: number;
  gid: number;
}

export interface PostgresAccount {
  /** Owner of the files that PostgreSQL keeps; `undefined` means ourselves. */
  identity: Identity | undefined;
  /** Runs one of PostgreSQL's programs to its end. Rejects with its standard error. */
  run(file: string, args: readonly string[]): Promise<void>;
}

/** The folder is somewhere that the account can enter, wherever we were started. */
const cwd = '/';

/**
 * `places` are the files and folders that PostgreSQL must reach. Where root's own folders are in the way, as for a checkout
 * in /root, the account gets one extra right: to pass through folders that are closed to it.
 */
export async function postgresAccount(places: readonly string[], program: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return plain(undefined);
  const identity = await unprivilegedIdentity();
  const closed = await firstClosedFolder(places, identity);
  if (closed === null) return plain(identity);
  for (const right of ['dac_read_search', 'dac_override']) {
    const account = withRight(identity, right);
    const works = await account.run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (works) return account;
  }
  throw new PostgresError(
    `Running as root, PostgreSQL runs under another account, which may not enter ${closed}. ` +
      'Run Slipway as an ordinary user, move it and its data folder (SLIPWAY_DATA_DIR), or set DATABASE_URL.',
  );
}

function plain(identity: Identity | undefined): PostgresAccount {
  return {
    identity,
    run: async (file, args) => {
      await exec(file, args, { ...identity, cwd });
    },
  };
}

function withRight(identity: Identity, right: string): PostgresAccount {
  const lowered = [
    ...['--reuid', String(identity.uid), '--regid', String(identity.gid), '--clear-groups'],
    ...[`--inh-caps=+${right}`, `--ambient-caps=+${right}`],
  ];
  return {
    identity,
    run: async (file, args) => {
      await exec('setpriv', [...lowered, file, ...args], { cwd });
    },
  };
}

async function unprivilegedIdentity(): Promise<Identity> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  const rows = passwd.split('\n').map((line) => line.split(':'));
  const row = rows.find((cells) => cells[0] === 'postgres') ?? rows.find((cells) => cells[0] === 'nobody');
  if (row) return { uid: Number(row[2]), gid: Number(row[3]) };
  throw new PostgresError(
    'Running as root, and there is no account "postgres" or "nobody" to run PostgreSQL as.',
  );
}

async function firstClosedFolder(places: readonly string[], identity: Identity): Promise<string | null> {
  for (const place of places) {
    for (let at = path.dirname(path.resolve(place)); ; at = path.dirname(at)) {
      const info = await stat(at);
      const bits = info.uid === identity.uid ? 0o100 : info.gid === identity.gid ? 0o010 : 0o001;
      if ((info.mode & bits) === 0) return at;
      if (at === path.dirname(at)) break;
    }
  }
  return null;
}
