/**
 * What `npm start` and `npm test` need before anything is installed: plain JavaScript for Node 18 and later, no packages.
 * Installs when node_modules is missing or differs from package-lock.json, then runs a script with the Node 24 that
 * npm installed beside the other packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const installedNode = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Nothing may be fetched from anywhere but the npm registry: these keep install scripts from trying. */
const offline = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  CHECKPOINT_DISABLE: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  NEXT_TELEMETRY_DISABLED: '1',
};

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * npm writes node_modules/.package-lock.json last, so comparing it with package-lock.json also notices an install that
 * was cut short. Optional packages (other platforms) may be missing; development ones may be, unless asked for.
 */
export function isInstalled({ withDevelopment }) {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (wanted === undefined || present === undefined || !existsSync(installedNode)) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = present[name];
    if (found !== undefined) return found.version === entry.version;
    return Boolean(entry.optional || entry.devOptional || (entry.dev && !withDevelopment));
  });
}

function install() {
  const started = Date.now();
  console.log('… Installing packages (the first time takes a minute or two)');
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(
    command,
    [...prefix, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...offline },
      shell: process.platform === 'win32' && command === 'npm',
    },
  );
  const ticker = setInterval(() => {
    if (!process.stdout.isTTY)
      console.log(`  still installing (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 15_000);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  }).then((succeeded) => {
    clearInterval(ticker);
    if (!succeeded) {
      console.error(
        '✗ npm could not install the packages; its message is above. Correct that and run again.',
      );
      process.exit(1);
    }
    console.log(`✓ Packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
  });
}

export async function ensureInstalled(needs) {
  if (!isInstalled(needs)) await install();
}

/** A Linux process's name, parent and start (Unix time in ms); undefined elsewhere. */
function inspectProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    const ticksPerSecond = 100;
    return {
      name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
      parent: Number(fields[1]),
      startedAt: Date.now() - (uptime - Number(fields[19]) / ticksPerSecond) * 1000,
    };
  } catch {
    return undefined;
  }
}

/** When the person pressed Enter: the start-up of npm and its shell counts as ours. */
function startedAt() {
  if (process.env.npm_lifecycle_event === undefined) return performance.timeOrigin;
  const above = inspectProcess(process.ppid);
  const npm = above && /sh$/.test(above.name) ? inspectProcess(above.parent) : above;
  return npm?.startedAt ?? performance.timeOrigin;
}

const parentPollMs = 250;

/**
 * Runs a script with the installed Node and ends as it ends. Signals are handed on. When npm above us is killed without
 * a word, closing the channel tells the script to stop.
 */
export function runInstalled(script, args) {
  const child = spawn(installedNode, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...offline,
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
      // Later starts skip compiling: V8 keeps what it made of each file.
      NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node-compile'),
      SLIPWAY_STARTED_AT: String(Math.round(startedAt())),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    const watch = setInterval(() => {
      if (process.ppid === parent || !child.connected) return;
      clearInterval(watch);
      child.disconnect();
    }, parentPollMs);
    watch.unref();
  }
  child.once('error', (error) => {
    console.error(`✗ ${installedNode} does not run (${error.message}). Delete node_modules and try again.`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
