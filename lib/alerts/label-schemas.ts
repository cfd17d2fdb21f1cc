/** Labels of alerts: those that somebody puts on a rule, and those that say where an alert is. */
import { z } from 'zod';
import { dimensions } from '../monitoring/schemas.ts';

/** A line of text. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

export const labelNameSchema = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_.-]{0,62}$/, 'Begin with a letter; use letters, digits, _ . and -.');
export const labelValueSchema = line(200);

const groupLabels: readonly string[] = [...dimensions, 'environment', 'objective'];

/** Whether a label is one that groups are told apart by: who sees an alert, and what is rolled back, goes by them. */
export function isGroupLabel(name: string): boolean {
  return groupLabels.includes(name);
}
