/** A new endpoint as its form holds it: one served entity that gets everything. */
import { z } from 'zod';
import { type CreateEndpoint, createEndpointSchema, endpointNameSchema } from '#lib/serving/schemas.ts';
import { emptyTarget, targetValuesSchema } from './target-values.ts';

/** Name of the first served entity; it can be changed later like any other. */
const firstEntity = 'main';

const { description, environment } = createEndpointSchema.shape;

const fieldsSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give it a name: clients call it by it.')
    .pipe(endpointNameSchema)
    .refine((name) => name !== 'new', 'This word is the address of this page. Choose another name.'),
  description: description.unwrap(),
  environment: environment.unwrap(),
  target: targetValuesSchema,
});
export type CreateValues = z.input<typeof fieldsSchema>;

export const createFormSchema = fieldsSchema.transform(
  ({ target, ...rest }): CreateEndpoint =>
    createEndpointSchema.parse({
      ...rest,
      servedEntities: [{ name: firstEntity, target, trafficPercentage: 100 }],
    }),
);

export const emptyEndpoint: CreateValues = {
  name: '',
  description: '',
  environment: 'development',
  target: emptyTarget,
};
