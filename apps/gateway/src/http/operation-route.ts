import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  isDataParameter,
  type BodyOf,
  type FieldError,
  type Operation,
  type OutputOf,
  type ParamsOf,
  type QueryOf,
} from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { validationFailed } from './api-error.js';
import { callerOf, type Caller } from './caller.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** AccessCheck reads it before the body. */
    operation?: Operation;
  }
}

/** A body may have many wrong fields, or one with a name of megabytes. These limits keep the response small. */
const maxProblems = 100;
const maxName = 200;

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

/** The method of an operation. It returns the output, or the output's JSON text; a stream writes to the reply. */
type Handler<O extends Operation> = (
  input: InputOf<O>,
  ...rest: never[]
) => Promise<OutputOf<O> | string> | Promise<void>;

/** Routes an operation of the contracts: method, path and success status. AccessCheck authorizes it. */
export const Route =
  <O extends Operation>(operation: O) =>
  <T extends Handler<O>>(target: object, name: string, descriptor: TypedPropertyDescriptor<T>): void => {
    applyDecorators(
      RequestMapping({ method: methods[operation.method], path: operation.path.replaceAll(/\{(\w+)\}/g, ':$1') }),
      HttpCode(operation.status),
      RouteConfig({ operation }),
    )(target, name, descriptor);
  };

interface ParsedInput<O extends Operation> {
  params: ParamsOf<O>;
  query: QueryOf<O>;
  body: BodyOf<O>;
}

export interface InputOf<O extends Operation> extends ParsedInput<O> {
  request: FastifyRequest;
  caller: Caller;
}

/** The caller and the input of the route's operation. Throws ApiError 422 that lists the first hundred wrong fields. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): InputOf<Operation> => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { operation } = request.routeOptions.config;
  if (!operation) throw new Error('the route has no operation');
  return { request, caller: callerOf(request), ...parseInput(operation, request) };
});

export function parseInput<O extends Operation>(
  operation: O,
  request: { params: unknown; query: unknown; body: unknown },
): ParsedInput<O> {
  const problems: FieldError[] = [];
  const params = parse(operation.params, request.params ?? {}, problems);
  const query = parseQuery(operation.query, request.query ?? {}, problems);
  const body = parse(operation.body, request.body === undefined ? {} : request.body, problems);
  if (problems.length > 0) throw validationFailed(problems);
  return { params, query, body } as ParsedInput<O>;
}

/** Where an operation has the parameter `data`, parameters such as `data.order_id` are its members. */
function parseQuery(schema: z.ZodType, query: object, problems: FieldError[]): unknown {
  const names = Object.keys(query).filter(isDataParameter);
  if (names.length === 0 || !(schema instanceof z.ZodObject) || !('data' in schema.shape)) {
    return parse(schema, query, problems);
  }
  const entries = Object.entries(query);
  const others = entries.filter(([name]) => !isDataParameter(name));
  const data = Object.fromEntries(entries.filter(([name]) => isDataParameter(name)));
  const ofQuery: FieldError[] = [];
  const parsed = parse(schema, { data, ...Object.fromEntries(others) }, ofQuery);
  // The name of a member is the name of its parameter.
  problems.push(...ofQuery.map((problem) => ({ ...problem, field: problem.field.replace(/^data\.(?=data\.)/, '') })));
  return parsed;
}

/** Parses a value by a schema. Throws ApiError 422 that lists the wrong fields. */
export function validated<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const problems: FieldError[] = [];
  const output = parse(schema, value, problems);
  if (problems.length > 0) throw validationFailed(problems);
  return output as z.output<S>;
}

/** Returns the schema's output, or undefined after adding the wrong fields to `problems`. */
export function parse(schema: z.ZodType, value: unknown, problems: FieldError[]): unknown {
  const result = schema.safeParse(value, { reportInput: true, error: messageOf });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (problems.length >= maxProblems) break;
    problems.push(...describe(issue).slice(0, maxProblems - problems.length));
  }
  return undefined;
}

/** Zod's own messages would list every unknown key, and speak of zod's types. */
function messageOf({ code, expected }: { code?: string | undefined; expected?: unknown }): string | undefined {
  if (code === 'unrecognized_keys') return 'unknown fields';
  return code === 'invalid_type' && expected === 'int' ? 'expected a whole number' : undefined;
}

/** Shortens the name of a field. */
export const cut = (name: string): string => (name.length > maxName ? `${name.slice(0, maxName - 1)}…` : name);

/** Turns an issue of Zod into the API's field errors. The field `body` is the body as a whole. */
function describe(issue: z.core.$ZodIssue): FieldError[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, maxProblems)
      .map((key) => ({ field: cut([...at, key].join('.')), message: 'is not a field of this operation' }));
  }
  const field = cut(at.join('.')) || 'body';
  // Zod's type of a whole number is none of JSON's.
  if (issue.code === 'invalid_type' && issue.expected === 'int') return [{ field, message: issue.message }];
  if (issue.code === 'invalid_type') {
    const expected = `expected ${issue.expected}`;
    return [{ field, message: issue.input === undefined ? `is required: ${expected}` : expected }];
  }
  if (issue.code === 'invalid_value') {
    return [{ field, message: `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}` }];
  }
  // Zod's own message about a record's key would not say what is expected.
  if (issue.code === 'invalid_key') return [{ field, message: issue.issues[0]?.message ?? issue.message }];
  return [{ field, message: issue.message }];
}
