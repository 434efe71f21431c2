import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DatabaseUnavailable } from '@postrider/event-store';
import { Overloaded } from '@postrider/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, tooManyCalls, unavailable } from './api-error.js';
import { withRequestId } from './request-id.js';

const serverError = 500;
/** Of the path in a message. Arguments of MCP tools can make it longer than a URL over HTTP. */
const maxPath = 1_000;

/** Sends every error in the API's shape. An unexpected error is logged and becomes a 500. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('errors');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendError(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#logger);
  }
}

/** For routes that are added before Nest adds its filter: their scope would not inherit it. */
export function respondWithApiErrors(scope: FastifyInstance, logger: Logger): void {
  scope.setErrorHandler((error, request, reply) => {
    sendError(error, request, reply, logger);
  });
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const known = toApiError(error, request);
  if (known.status === serverError) logger.error({ err: error, request_id: request.id }, reasonOf(error));
  void reply.status(known.status).headers(known.headers).send(withRequestId(known.body, request.id));
}

/** Fastify's errors (body parsing, routing) are told apart by their codes. */
export function toApiError(
  error: unknown,
  request: Pick<FastifyRequest, 'method' | 'url'> & Partial<Pick<FastifyRequest, 'routeOptions'>>,
): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof Overloaded) {
    const limit = `(limit ${String(error.limit)} per gateway); try again`;
    if (error.of === 'all') return unavailable(`too many waiting calls ${limit}`);
    const whose = error.of === 'group' ? 'organization' : 'customer';
    return tooManyCalls(`too many waiting calls for this ${whose} ${limit}`);
  }
  if (error instanceof DatabaseUnavailable) return unavailable('the database is unavailable; try again');
  switch (codeOf(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiError('payload_too_large', tooLarge(request.routeOptions?.bodyLimit));
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiError('unsupported_media_type', 'expected a body with content-type: application/json');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new ApiError('malformed_body', 'the request body does not match its content-length or content-type');
    case 'FST_ERR_BAD_URL':
      return new ApiError('malformed_url', 'the URL contains an invalid percent-encoding');
    default:
  }
  const isUnrouted = error instanceof HttpException && error.getStatus() === 404;
  // An overlong id matches no route.
  if (isUnrouted || codeOf(error) === 'FST_ERR_MAX_PARAM_LENGTH') {
    const path = (request.url.split('?', 1)[0] ?? '').slice(0, maxPath);
    return new ApiError('route_not_found', `there is no ${request.method} ${path}`);
  }
  return new ApiError('internal_error', 'unexpected error; the log of the server has the details');
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const tooLarge = (limit: number | undefined): string =>
  `the request body is too large${limit === undefined ? '' : ` (limit ${String(limit)} bytes)`}`;

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof HttpException ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
