import { isDeepStrictEqual } from 'node:util';

import { ErrorBody, errorCodes, type ErrorCode, type Operation } from '@postrider/contracts';

import type { ApiResponse } from '../support/api.js';
import { operations } from '../support/operations.js';
import { type FuzzRequest, isTruncated } from './request.js';

/** The statuses of common errors (docs/api.md, Common rules), possible for every request. */
const everywhere: readonly ErrorCode[] = [
  'malformed_body',
  'malformed_url',
  'missing_api_key',
  'invalid_api_key',
  'key_not_permitted',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'rate_limited',
  'headers_too_large',
];

/** In a path (docs/api.md, Limits). */
const longestId = 256;

/** Refused before it is known what was asked for, or since there is no such thing. */
const unrouted: readonly ErrorCode[] = ['route_not_found', 'method_not_allowed', 'operator_only'];

/** What is wrong with the response to a request; undefined if it is as documented. */
export function wrongResponse(request: FuzzRequest, response: ApiResponse): string | undefined {
  const problem = problemOf(request, response);
  return problem === undefined ? undefined : `${problem}: ${response.status} ${response.text.slice(0, 500)}`;
}

function problemOf(request: FuzzRequest, response: ApiResponse): string | undefined {
  const { status, headers, text } = response;
  // Whoever hangs up in the middle of a request may get a response, and need not.
  if (isTruncated(request) && Number.isNaN(status)) return undefined;
  if (!(status >= 200 && status < 500)) return 'neither success nor a refusal';
  if (headers.get('x-content-type-options') !== 'nosniff') return 'no security headers';
  const operation = operationOf(request);
  if (status < 300) return operation && problemOfSuccess(operation, request, response);
  // Without a body, as HEAD has it; one that HTTP's parser refuses is no HEAD, and is told why.
  if (request.method === 'HEAD' && isBodiless(text)) return undefined;
  if (isPageForBrowser(request, response)) return undefined;
  if (headers.get('content-type')?.startsWith('application/json') !== true) return 'an error that is no JSON';
  const codes = operation && !hasLongId(request) ? operation.errors : [...(operation?.errors ?? []), ...unrouted];
  return problemOfError([...everywhere, ...codes], response);
}

function problemOfError(documented: readonly ErrorCode[], { status, headers, text }: ApiResponse): string | undefined {
  const { success, data } = ErrorBody.safeParse(parsed(text));
  if (!success) return 'an error in another shape';
  const code = Object.keys(errorCodes).find((known) => known === data.error.code) as ErrorCode | undefined;
  if (code === undefined) return 'an error with an unknown code';
  const expected = errorCodes[code];
  if (expected.status !== status || expected.type !== data.error.type) return `${code} with another status or type`;
  if (status === 405 && !headers.has('allow')) return '405 without Allow';
  return documented.includes(code) ? undefined : `${code}, which is not documented for this request`;
}

function problemOfSuccess(operation: Operation, { method }: FuzzRequest, response: ApiResponse): string | undefined {
  if (response.status !== operation.status) return `not the status of ${operation.name}`;
  if (method === 'HEAD') return isBodiless(response.text) ? undefined : 'HEAD with a body';
  if (operation.status === 204) return response.text === '' ? undefined : '204 with a body';
  if (operation.media !== undefined) {
    const [type] = (response.headers.get('content-type') ?? '').split(';', 1);
    return type === operation.media || type === operation.textMedia
      ? undefined
      : `not the media type of ${operation.name}`;
  }
  const body = parsed(response.text);
  const { success, data } = operation.output.safeParse(body);
  if (!success) return `not the output of ${operation.name}`;
  // A field too many is one that the parsed response lacks.
  return isDeepStrictEqual(data, body) ? undefined : `fields that ${operation.name} does not have`;
}

/** A browser that asks for what is not there is shown the dashboard, which says so. The API responds with its error. */
function isPageForBrowser({ method, target, headers: sent }: FuzzRequest, { status, headers }: ApiResponse): boolean {
  const acceptsPage = sent.some(([name, value]) => name === 'accept' && value.includes('text/html'));
  const isPage = headers.get('content-type')?.startsWith('text/html') === true;
  return status === 404 && isPage && method === 'GET' && acceptsPage && !target.startsWith('/manage/');
}

/** A response to what came behind the request may follow; it is not this one's body. */
const isBodiless = (text: string): boolean => text === '' || text.startsWith('HTTP/1.1 ');

const hasLongId = ({ target }: FuzzRequest): boolean => target.split(/[/?]/).some((part) => part.length > longestId);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The operation that a router takes the request to. */
function operationOf({ method, target }: FuzzRequest): Operation | undefined {
  // A fragment has no place in a request; routers cut it off.
  const [path = ''] = target.split(/[?#]/);
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = operations.filter((operation) => operation.method === wanted && matches(operation.path, path));
  // What is written out goes before what stands for anything.
  return found.toSorted((a, b) => placeholders(a) - placeholders(b))[0];
}

const placeholders = ({ path }: Operation): number => path.split('{').length;

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith('{') ? given[i] !== '' : part === given[i]))
  );
}
