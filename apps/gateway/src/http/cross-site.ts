import { pageHeader } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';

/**
 * Returns whether a page of another site or origin made the browser send the request. Browsers say so in
 * `Sec-Fetch-Site` over https and to localhost. Elsewhere `Origin` must have the host of the request.
 */
export function isCrossSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

export const isSafeMethod = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** Throws ApiError 403 for a change authorized by a cookie, unless the dashboard sends it. */
export function requireDashboardPage(request: FastifyRequest): void {
  if (isSafeMethod(request)) return;
  if (request.headers[pageHeader] === undefined) {
    throw new ApiError('cross_site_request', `a call with a cookie needs a header "${pageHeader}: 1"`);
  }
  refuseCrossSite(request);
}

export function refuseCrossSite(request: FastifyRequest): void {
  if (isCrossSite(request)) {
    throw new ApiError('cross_site_request', 'pages of other origins cannot use the session of the dashboard');
  }
}
