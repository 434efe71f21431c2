import type { Attempt } from '@postrider/contracts';

/** Whether the headers of an attempt's request are all known: it was sent, by a version that stores them. */
export const hasAllHeaders = ({ request_headers }: Pick<Attempt, 'request_headers'>): boolean =>
  request_headers['webhook-signature'] !== undefined;
