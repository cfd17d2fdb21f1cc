/**
 * npm leaves a platform's package out of package-lock.json when the registry it asked lacks it, as partial mirrors do, and
 * then `npm ci` fails everywhere. Their versions are fixed by the package that wants them, so the entries can be written.
 */
interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface LockFile {
  packages: Record<string, Entry>;
}

export interface MissingPackage {
  name: string;
  version: string;
  wantedBy: string;
  development: boolean;
}

const cpus = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const exactVersion = /^\d+\.\d+\.\d+/;

/** Looks for a package where Node would: beside the one that wants it, then outwards. */
function isPresent(lock: LockFile, wantedBy: string, name: string): boolean {
  for (let at = wantedBy; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

/** Optional packages that something wants and the lock does not know. */
export function missingOptional(lock: LockFile): MissingPackage[] {
  return Object.entries(lock.packages).flatMap(([wantedBy, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => exactVersion.test(version) && !isPresent(lock, wantedBy, name))
      .map(([name, version]) => ({ name, version, wantedBy, development: entry.dev === true })),
  );
}

/** The platform's package as npm would write it, its platform read from its name; without a checksum, which nobody knows here. */
export function entryOf(missing: MissingPackage): Entry {
  const words = missing.name.split(/[/_-]/);
  const cpu = cpus.filter((name) => words.includes(name));
  const os = systems.filter((name) => words.includes(name));
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version: missing.version,
    ...(cpu.length > 0 && { cpu }),
    ...(missing.development && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
