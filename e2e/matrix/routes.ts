import { compatibleRoutes } from './routes-compatible.ts';
import { consoleRoutes } from './routes-console.ts';
import { governanceRoutes } from './routes-governance.ts';
import { signInRoutes } from './routes-sign-in.ts';
import type { Row } from './row.ts';

/** Every operation of every route handler, by method and pattern. */
export const routes: Readonly<Record<string, Row>> = {
  ...consoleRoutes,
  ...governanceRoutes,
  ...signInRoutes,
  ...compatibleRoutes,
};
