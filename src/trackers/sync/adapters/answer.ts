import type { z } from 'zod/mini';
import { UserError } from '../../../record/errors.ts';

/** An answer as the adapter expects it; a `UserError` where the server at the address speaks otherwise. */
export const parseAnswer = <Value>(schema: z.ZodMiniType<Value>, json: unknown, tracker: string): Value => {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new UserError(`the answer is not one of ${tracker}${path === '' ? '' : ` (at ${path})`}`, { hint: 'is the address in the environment that of its API?' });
};
