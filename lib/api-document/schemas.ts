/** The parts of an OpenAPI 3.1 document that Slipway writes and its page reads. */
import { z } from 'zod';

/** A JSON Schema (2020-12), or a reference `#/components/schemas/<name>` to one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const jsonSchemaSchema = z.record(z.string(), z.unknown());
const contentSchema = z.record(
  z.string(),
  z.object({ schema: jsonSchemaSchema.optional(), example: z.unknown().optional() }),
);

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: jsonSchemaSchema,
});
export type ApiParameter = z.infer<typeof parameterSchema>;

const referenceSchema = z.object({ $ref: z.string() });

const responseSchema = z.object({ description: z.string(), content: contentSchema.optional() });
export type ApiResponse = z.infer<typeof responseSchema>;

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type ApiMethod = (typeof methods)[number];

export const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.union([referenceSchema, parameterSchema])).optional(),
  requestBody: z.object({ required: z.boolean(), content: contentSchema }).optional(),
  responses: z.record(z.string(), z.union([referenceSchema, responseSchema])),
  /** Name of the permission the caller needs. */
  'x-permission': z.string().optional(),
});
export type ApiOperation = z.infer<typeof operationSchema>;

export const apiDocumentSchema = z.object({
  openapi: z.literal('3.1.1'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), operationSchema)),
  components: z.object({
    schemas: z.record(z.string(), jsonSchemaSchema),
    parameters: z.record(z.string(), parameterSchema),
    responses: z.record(z.string(), responseSchema),
    securitySchemes: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});
export type ApiDocument = z.infer<typeof apiDocumentSchema>;
