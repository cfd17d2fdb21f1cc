import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { DocumentedRoute } from '../../lib/api-document/index.ts';
import { methods } from '../../lib/api-document/schemas.ts';
import { documentOf, verbDocumentsOf } from '../../lib/platform/http/route-document.ts';
import { routePatterns } from '../supervisor/route-patterns.ts';

type Module = Record<string, unknown>;

function load(root: string, file: string): Promise<Module> {
  return import(/* @vite-ignore */ pathToFileURL(path.join(root, file)).href) as Promise<Module>;
}

/** Every operation of every route handler under `app`; NextAuth's own catch-all routes are left out. */
export async function collectRoutes(root: string): Promise<DocumentedRoute[]> {
  const routes: DocumentedRoute[] = [];
  for (const pattern of routePatterns(root)) {
    routes.push(...routesOf(pattern, await load(root, `app${pattern}/route.ts`)));
  }
  return routes;
}

function routesOf(pattern: string, module: Module): DocumentedRoute[] {
  const address = pattern.replaceAll(/\[([^\]]+)\]/g, '{$1}');
  return methods.flatMap((method): DocumentedRoute[] => {
    const handler = module[method.toUpperCase()];
    if (typeof handler !== 'function') return [];
    const verbs = verbDocumentsOf(handler);
    if (verbs === null) return [{ path: address, method, document: documentOf(handler) }];
    return Object.entries(verbs).map(([verb, document]) => ({
      path: address.replace(/\{[^}]+\}$/, verb),
      method,
      document,
    }));
  });
}

/** The shapes that features export from their `schemas.ts`, by name: `modelSummarySchema` is `ModelSummary`. */
export async function collectSchemas(root: string): Promise<Map<string, z.ZodType>> {
  const named = new Map<string, z.ZodType>();
  const known = new Set<z.ZodType>();
  for (const file of globSync('lib/**/schemas.ts', { cwd: root }).sort()) {
    if (file.startsWith('lib/api-document')) continue;
    for (const [name, value] of Object.entries(await load(root, file))) {
      if (!(value instanceof z.ZodType) || known.has(value)) continue;
      known.add(value);
      named.set(freeName(named, name, file), value);
    }
  }
  return named;
}

/** Features may use the same word; the later ones carry their folder's name. */
function freeName(named: ReadonlyMap<string, unknown>, name: string, file: string): string {
  const own = upper(name.replace(/Schema$/, ''));
  if (!named.has(own)) return own;
  const folders = path.dirname(file).split(path.sep).slice(1);
  return `${folders.map((folder) => folder.split('-').map(upper).join('')).join('')}${own}`;
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
