import type { FieldError } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { validationFailed } from '../http/api-error.js';
import { parse } from '../http/operation-route.js';

const Query = z.strictObject({ read_only: z.enum(['true', 'false']).default('false') });

/** A client can ask for read-only tools (`/mcp?read_only=true`). It cannot ask for more than the gateway allows. */
export function isReadOnly({ query }: FastifyRequest, always: boolean): boolean {
  const problems: FieldError[] = [];
  const parsed = parse(Query, query, problems) as z.output<typeof Query> | undefined;
  if (!parsed) throw validationFailed(problems);
  return parsed.read_only === 'true' || always;
}
