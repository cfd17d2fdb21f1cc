/** Views, labels, topics and datasets. */
import type { Row } from './row.ts';

export const triageRoutes: Record<string, Row> = {};
