/** Checks, the status page and resources. */
import type { Row } from './row.ts';

export const healthRoutes: Record<string, Row> = {};
