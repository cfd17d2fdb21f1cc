import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';

const megabyte = 1024 * 1024;
const pageBytes = 65_536;
/** The build declares 16 MB to begin with, of which its stack and static data leave this much to the code (measured). */
const initialPages = 256;
const initialHeapMb = 11;
const maxKept = 3;

/**
 * Interpreters by the memory their code may take, in megabytes. The limit is the WebAssembly memory's own: QuickJS counts
 * allocations without their sizes in this build, so its `setMemoryLimit` stops single large ones only.
 */
export class Interpreters {
  private readonly kept = new Map<number, QuickJSWASMModule>();
  private compiled: Promise<WebAssembly.Module> | null = null;

  async take(memoryMb: number): Promise<QuickJSWASMModule> {
    const known = this.kept.get(memoryMb) ?? (await this.create(memoryMb));
    // Moves it to the end: the one used longest ago goes first.
    this.kept.delete(memoryMb);
    this.kept.set(memoryMb, known);
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
    return known;
  }

  /** Lets go of an interpreter: WebAssembly memory that has grown never shrinks. */
  drop(memoryMb: number): void {
    this.kept.delete(memoryMb);
  }

  private async create(memoryMb: number): Promise<QuickJSWASMModule> {
    this.compiled ??= compile();
    const beyondMb = Math.max(0, memoryMb - initialHeapMb);
    const maximum = initialPages + (beyondMb * megabyte) / pageBytes;
    const wasmMemory = new WebAssembly.Memory({ initial: initialPages, maximum });
    const wasmModule = await this.compiled;
    const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory }));
    const ballastMb = Math.max(0, initialHeapMb - memoryMb);
    if (ballastMb > 0) quickjs.newContext().newArrayBuffer(new ArrayBuffer(ballastMb * megabyte));
    return quickjs;
  }
}

async function compile(): Promise<WebAssembly.Module> {
  const file = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  return WebAssembly.compile(await readFile(file));
}
