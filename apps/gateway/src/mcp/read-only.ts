import type { FieldError } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { validationFailed } from '../http/api-error.js';
import { parse } from '../http/operation-route.js';

const Query = z.strictObject({ read_only: z.enum(['true', 'false']).default('false') });

/** A client may do with less than the gateway offers (`/mcp?read_only=true`), never with more. */
export function isReadOnly({ query }: FastifyRequest, always: boolean): boolean {
  const problems: FieldError[] = [];
  const asked = parse(Query, query, problems) as z.output<typeof Query> | undefined;
  if (!asked) throw validationFailed(problems);
  return asked.read_only === 'true' || always;
}
