import type { RequestFormat } from '@postrider/contracts';
import { queryOptions } from '@tanstack/react-query';
import { manage } from '../api/request.js';

/** Names of headers and signatures of requests to receivers. */
export const requestFormatQuery = queryOptions({
  queryKey: ['request_format'],
  queryFn: ({ signal }) => manage<RequestFormat>('GET', '/request-format', { signal }),
  staleTime: 30_000,
});
