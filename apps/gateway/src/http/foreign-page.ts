import { pageHeader } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';

const readingMethods = new Set(['GET', 'HEAD']);

/**
 * Whether a browser says that it calls for a page of another site, or of another origin of this one. Browsers name it
 * in `Sec-Fetch-Site` over https and to localhost; elsewhere `Origin` has the page's host, which is to be the call's.
 */
export function isForeignPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

export const isReading = ({ method }: FastifyRequest): boolean => readingMethods.has(method);

/** 403 for a call that changes something by the right of a cookie, unless the dashboard itself makes it. */
export function requireOwnPage(request: FastifyRequest): void {
  if (isReading(request)) return;
  if (request.headers[pageHeader] === undefined) {
    throw new ApiError('cross_site_request', `with a cookie this call needs a header "${pageHeader}: 1"`);
  }
  refuseForeignPage(request);
}

export function refuseForeignPage(request: FastifyRequest): void {
  if (isForeignPage(request)) {
    throw new ApiError('cross_site_request', 'pages of another origin may not use the session of the dashboard');
  }
}
