/** Shapes of people's own dashboards. */
import { z } from 'zod';
import { mayAggregate, metricExpressionSchema } from '../../monitoring/schemas.ts';

export const panelKinds = ['line', 'area', 'bar', 'number', 'table'] as const;
export const panelKindSchema = z.enum(panelKinds);
export type PanelKind = z.infer<typeof panelKindSchema>;

/** Thirds of the grid's width. */
export const panelWidths = ['third', 'half', 'full'] as const;
export const panelWidthSchema = z.enum(panelWidths);
export type PanelWidth = z.infer<typeof panelWidthSchema>;

export const dashboardRanges = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;
export const dashboardRangeSchema = z.enum(dashboardRanges);

/** `everyone` is everyone who may read dashboards; each sees of a panel what they may read. */
export const visibilities = ['private', 'everyone'] as const;
export const visibilitySchema = z.enum(visibilities);
export type Visibility = z.infer<typeof visibilitySchema>;

export const mostPanels = 40;
/** Of one person. */
export const mostDashboards = 200;

/** A metric that can be read: with an aggregation of its kind, and a threshold where one is needed. */
export const panelExpressionSchema = metricExpressionSchema
  .refine(({ metric, aggregation }) => mayAggregate(metric, aggregation), {
    error: 'This metric cannot be aggregated so; see the list of metrics.',
    path: ['aggregation'],
  })
  .refine(({ aggregation, threshold }) => (aggregation === 'share_at_most') === (threshold !== undefined), {
    error: 'Give a threshold with "share_at_most", and with nothing else.',
    path: ['threshold'],
  });

const titleSchema = z.string().trim().max(120);

export const panelSchema = z.object({
  /** Unique within the dashboard. */
  id: z.string().regex(/^[\w-]{1,40}$/),
  /** Empty: what it measures, in words. */
  title: titleSchema,
  expression: panelExpressionSchema,
  kind: panelKindSchema,
  width: panelWidthSchema,
});
export type Panel = z.infer<typeof panelSchema>;

const panelsSchema = z
  .array(panelSchema)
  .max(mostPanels, `A dashboard has at most ${mostPanels} panels. Make another one for the rest.`)
  .refine((panels) => new Set(panels.map(({ id }) => id)).size === panels.length, {
    error: 'Two panels have the same id.',
  });

export const dashboardInputSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    description: z.string().trim().max(500).default(''),
    visibility: visibilitySchema.default('private'),
    defaultRange: dashboardRangeSchema.default('24h'),
    panels: panelsSchema.default([]),
  })
  .strict();
export type DashboardInput = z.infer<typeof dashboardInputSchema>;

/** The whole dashboard as it should be, made from this revision. */
export const saveDashboardSchema = dashboardInputSchema.extend({ revision: z.number().int().min(1) });
export type SaveDashboard = z.infer<typeof saveDashboardSchema>;

/** A panel to stand behind the others; it gets an id. */
export const addPanelSchema = panelSchema.omit({ id: true }).strict();
export type AddPanel = z.infer<typeof addPanelSchema>;

export const dashboardSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  visibility: visibilitySchema,
  /** Whose it is; null when that person was erased. */
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Whether the caller may change it. */
  mine: z.boolean(),
  panelCount: z.number().int(),
  revision: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DashboardSummary = z.infer<typeof dashboardSummarySchema>;

export const dashboardSchema = dashboardSummarySchema.extend({
  defaultRange: dashboardRangeSchema,
  panels: z.array(panelSchema),
  /** Panels left out because they measure what this version no longer knows; the next save drops them. */
  lostPanels: z.number().int(),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

export const dashboardListQuerySchema = z.object({
  /** Text in the name or the description. */
  q: z.string().trim().max(200).default(''),
  /** `mine` alone, what others share, or both. */
  whose: z.enum(['all', 'mine', 'shared']).default('all'),
  sort: z.enum(['name', 'updatedAt']).default('updatedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type DashboardListQuery = z.infer<typeof dashboardListQuerySchema>;

export const dashboardListSchema = z.object({
  items: z.array(dashboardSummarySchema),
  total: z.number().int(),
});
export type DashboardList = z.infer<typeof dashboardListSchema>;
