import type { Connection } from '../connection.js';
import { version } from '../version.js';
import { failure, rejectionOf, type Rejection } from './rejection.js';
import type { OutboxRow } from './row.js';

const path = '/manage/v1/webhooks/events/batch';

/** Publishes rows with `data` as the producer wrote it. The SDK would parse it and write it anew. */
export async function publishBatch(
  { url, key }: Connection,
  rows: readonly OutboxRow[],
  timeoutMs: number,
): Promise<Rejection | undefined> {
  try {
    const response = await fetch(url.replace(/\/+$/, '') + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'user-agent': `postrider-cli/${version}`,
      },
      body: `{"events":[${rows.map(eventJson).join(',')}]}`,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await response.text();
    // A page of a proxy is no acceptance.
    if (response.status === 202 && body.startsWith('{"data":')) return undefined;
    return rejectionOf(response.status, body, response.headers.get('retry-after'));
  } catch (error) {
    return failure('connection_failed', `cannot reach ${url}: ${reasonOf(error)}`);
  }
}

function eventJson({ event_id, type, data, customer }: OutboxRow): string {
  const to = customer === null ? '' : `,"customer":${JSON.stringify(customer)}`;
  return `{"id":${JSON.stringify(event_id)},"type":${JSON.stringify(type)},"data":${data}${to}}`;
}

/** `fetch` says only that it failed. Its cause has the reason, sometimes as a code without a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message === '' ? String((cause as NodeJS.ErrnoException).code) : cause.message;
}
