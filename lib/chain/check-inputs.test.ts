import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../platform/errors.ts';
import { checkInputs } from './check-inputs.ts';
import { type InputSignature, inputSignatureSchema } from './schemas.ts';

const signature: InputSignature = inputSignatureSchema.parse({
  variables: {
    tone: { type: 'string', enum: ['dry', 'warm'], default: 'dry' },
    customer: { type: 'string', maxLength: 5, description: 'Number of the customer' },
    floors: { type: 'number', min: 1, max: 10, required: false },
    formal: { type: 'boolean', required: false, default: false },
  },
});

function refusal(inputs: object, of: InputSignature = signature): AppError {
  try {
    checkInputs(of, Object(inputs));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The inputs were accepted.');
}

test('fills in defaults and leaves out what is optional', () => {
  expect(checkInputs(signature, { customer: '4711' })).toEqual({
    tone: 'dry',
    customer: '4711',
    formal: false,
  });
  expect(checkInputs(inputSignatureSchema.parse({}), {})).toEqual({});
});

describe('refuses, naming the variable and what to do', () => {
  test.each<[object, string, RegExp]>([
    [{}, 'customer', /"customer" \(Number of the customer\) is missing. Send a text/],
    [{ customer: '4', tome: 'dry' }, 'tome', /no input "tome". Did you mean "tone"\?.*customer/],
    [{ customer: '4', constructor: 'x' }, 'constructor', /no input "constructor"/],
    [{ customer: 4711 }, 'customer', /must be a string, not a number. Send a text/],
    [{ customer: '123456' }, 'customer', /has 6 characters and may have 5. Shorten/],
    [{ customer: '4', tone: 'rude' }, 'tone', /not one of its choices. Send one of "dry", "warm"/],
    [{ customer: '4', floors: '3' }, 'floors', /must be a number, not a string/],
    [{ customer: '4', floors: 0 }, 'floors', /below its least value. Send 1 or more/],
    [{ customer: '4', floors: 11 }, 'floors', /above its greatest value. Send 10 or less/],
    [{ customer: '4', floors: Number.NaN }, 'floors', /finite/],
    [{ customer: '4', formal: 'yes' }, 'formal', /must be a boolean, not a string. Send true or false/],
  ])('%j', (inputs, path, message) => {
    const error = refusal(inputs);
    expect(error).toMatchObject({ code: 'invalid', reason: 'invalid_inputs', issues: [{ path }] });
    expect(error.message).toMatch(message);
  });

  test('all of them at once', () => {
    expect(refusal({ colour: 'red', floors: 99 }).issues.map(({ path }) => path)).toEqual([
      'colour',
      'customer',
      'floors',
    ]);
    expect(refusal({ a: 'b' }, inputSignatureSchema.parse({})).message).toMatch(/takes none: leave it out/);
  });
});

test('whatever is accepted is declared, of its type, and accepted again', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('dry', 'warm'),
    fc.double(),
    fc.boolean(),
  );
  const names = fc.constantFrom('tone', 'customer', 'floors', 'formal', 'other', '__proto__');
  fc.assert(
    fc.property(fc.dictionary(names, value), (inputs) => {
      let checked: ReturnType<typeof checkInputs>;
      try {
        checked = checkInputs(signature, inputs);
      } catch (error) {
        expect(error).toMatchObject({ reason: 'invalid_inputs' });
        return;
      }
      for (const [name, given] of Object.entries(checked)) {
        expect(typeof given).toBe(signature.variables?.[name]?.type);
        expect(Object.hasOwn(inputs, name) ? inputs[name] : signature.variables?.[name]?.default).toBe(given);
      }
      expect(checkInputs(signature, checked)).toEqual(checked);
    }),
    { numRuns: 500 },
  );
});
