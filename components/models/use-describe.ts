'use client';

import { toast } from 'sonner';
import { describeError } from '#lib/client/api.ts';
import { useUpdateModel, useUpdateVersion } from './mutations.ts';

/** Saves descriptions and tags, and tells when that failed. Both reject then. */
export function useDescribeModel(model: string) {
  const { mutateAsync } = useUpdateModel(model);
  return { save: telling(mutateAsync, 'The model was not changed.') };
}

export function useDescribeVersion(model: string, number: number) {
  const { mutateAsync } = useUpdateVersion(model, number);
  return { save: telling(mutateAsync, `Version ${number} was not changed.`) };
}

function telling<Input>(save: (input: Input) => Promise<unknown>, title: string) {
  return async (input: Input) => {
    try {
      await save(input);
    } catch (error) {
      toast.error(title, { description: describeError(error).message });
      throw error;
    }
  };
}
