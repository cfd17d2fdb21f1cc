/**
 * Prisma migrations without Prisma's downloaded engine: the same engine as WebAssembly from npm.
 * It keeps Prisma's own `_prisma_migrations` table, so the ordinary CLI can take over at any time.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const root = path.resolve(import.meta.dirname, '../..');
const schemaDir = path.join(root, 'prisma/schema');
const migrationsDir = path.join(root, 'prisma/migrations');

const filters = { externalTables: [], externalEnums: [] };

/** Any number will do as long as nothing else on the server uses it; it serialises starts that migrate at the same time. */
const migrationLock = 7_151_803;

function readSchema(): [string, string][] {
  return readdirSync(schemaDir)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => [`schema/${name}`, readFileSync(path.join(schemaDir, name), 'utf8')]);
}

function migrationNames(): string[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readMigrations() {
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/** PostgreSQL's numbers of the types `"char"` and `text`. */
const charType = 18;
const textType = 25;

/**
 * Prisma's adapter splits a script at every semicolon, which breaks function bodies. Sent whole, PostgreSQL parses it
 * itself and runs it as one transaction: a migration that fails leaves nothing behind. And the adapter refuses `"char"`, the
 * type of the catalogue's one-letter codes, which the engine wants as a character.
 */
function adapted(connection: Connection): Connection {
  const driver = connection.underlyingDriver();
  const charColumns = new Set<string>();
  connection.executeScript = async (script) => {
    await driver.query(script);
  };
  const query = driver.query.bind(driver) as (...args: unknown[]) => Promise<pg.QueryResult>;
  Object.assign(driver, {
    query: async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? []) {
        if (field.dataTypeID !== charType) continue;
        charColumns.add(field.name);
        field.dataTypeID = textType;
      }
      return result;
    },
  });
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (statement) => {
    const result = await queryRaw(statement);
    const columnTypes = result.columnTypes.map((type, index) =>
      charColumns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return connection;
}

class WholeScriptAdapter extends PrismaPg {
  override async connect() {
    return adapted(await super.connect());
  }

  override async connectToShadowDb() {
    return adapted(await super.connectToShadowDb());
  }
}

let loaded = false;

function loadEngine(): void {
  if (loaded) return;
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const file = path.join(path.dirname(entry), 'schema_engine_bg.wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  loaded = true;
}

async function openEngine(connectionString: string) {
  loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptAdapter({ connectionString }));
  return bindings.SchemaEngine.new({ datamodels: readSchema() }, () => undefined, adapter);
}

/** Names of migrations the database has not seen. Cheap: loads no engine, so an up-to-date start stays fast. */
export async function pendingMigrations(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const known = await client.query<{ exists: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
    );
    if (!known.rows[0]?.exists) return migrationNames();
    const applied = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    );
    const done = new Set(applied.rows.map((row) => row.migration_name));
    return migrationNames().filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}

/** Applies what is pending, one starter at a time. Returns the names applied. */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const pending = await pendingMigrations(connectionString);
    if (pending.length === 0) return [];
    const engine = await openEngine(connectionString);
    await engine.applyMigrations({ migrationsList: readMigrations(), filters });
    return pending;
  } finally {
    await lock.end();
  }
}

/** The SQL from the migrations to the schema files. `shadowUrl` names an empty database that may be filled. */
export async function diffMigrations(shadowUrl: string): Promise<string> {
  const engine = await openEngine(shadowUrl);
  const hasMigrations = migrationNames().length > 0;
  const result = await engine.diff({
    from: hasMigrations ? { tag: 'migrations', ...readMigrations() } : { tag: 'empty' },
    to: {
      tag: 'schemaDatamodel',
      files: readSchema().map(([file, content]) => ({ path: file, content })),
    },
    script: true,
    exitCode: null,
    filters,
  });
  return result.stdout ?? '';
}
