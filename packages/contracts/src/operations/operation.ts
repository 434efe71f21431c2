import * as z from 'zod';
import type { ErrorCode } from '../errors.js';
import type { PortalCapability } from './portal-capabilities.js';

/** The keys that may call: management keys, or for `publish` also project keys. */
export type Access = 'management' | 'publish';

/**
 * A successful call with its response. An id means the same resource in all examples, so that a test can send the
 * examples one after the other (test/e2e/openapi.e2e.spec.ts).
 */
export interface Example<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly summary: string;
  readonly params?: z.input<Params>;
  readonly query?: z.input<Query>;
  readonly body?: z.input<Body>;
  readonly response: z.output<Output>;
}

/**
 * One operation of the API: the source of validation, routes and generated descriptions.
 * `query` and `body` are strict: an unknown field is an error.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** Also the name of the MCP tool, and the `operationId` in OpenAPI. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `{param}` placeholders. */
  readonly path: string;
  readonly access: Access;
  /** What a portal session needs to call it, for its own customer. Absent if no portal session may. */
  readonly portal?: PortalCapability;
  readonly summary: string;
  readonly description: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly status: 200 | 201 | 202 | 204;
  /** Media type of the response, JSON by default. `text/event-stream` has no end; `output` is one message, or one line of `application/x-ndjson`. */
  readonly media?: 'text/event-stream' | 'application/x-ndjson';
  /** Media type of the same content as text, if a parameter asks for it. */
  readonly textMedia?: 'text/csv';
  readonly output: Output;
  /** Error codes besides those of the access and method (operation-errors.ts). */
  readonly errors: readonly ErrorCode[];
  readonly examples: readonly [Example<Params, Query, Body, Output>, ...Example<Params, Query, Body, Output>[]];
}

export const NoFields = z.strictObject({});

/** Defines an operation: by default for management keys, with status 200, and without parameters, body and own errors. */
export function defineOperation<
  Params extends z.ZodType = typeof NoFields,
  Query extends z.ZodType = typeof NoFields,
  Body extends z.ZodType = typeof NoFields,
  Output extends z.ZodType = z.ZodType,
>(
  route: `${Operation['method']} /${string}`,
  operation: Pick<Operation<Params, Query, Body, Output>, 'name' | 'summary' | 'description' | 'output' | 'examples'> &
    Partial<Operation<Params, Query, Body, Output>>,
): Operation<Params, Query, Body, Output> {
  const [method, path] = route.split(' ') as [Operation['method'], string];
  return {
    method,
    path,
    access: 'management',
    params: NoFields as z.ZodType as Params,
    query: NoFields as z.ZodType as Query,
    body: NoFields as z.ZodType as Body,
    status: 200,
    errors: [],
    ...operation,
  };
}

export const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

export type ParamsOf<O extends Operation> = z.output<O['params']>;
export type QueryOf<O extends Operation> = z.output<O['query']>;
export type BodyOf<O extends Operation> = z.output<O['body']>;
export type OutputOf<O extends Operation> = z.output<O['output']>;
