/** The process of the load generator: publishes events over keep-alive connections. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { openTarget } from '../targets/open-target.ts';
import type { Target, TargetConfig } from '../targets/target.ts';
import { replyToParent } from './child.ts';
import { clock } from './figures.ts';

export interface LoadRun {
  target: TargetConfig;
  /** Event types, used in turn. */
  types: string[];
  /** Customers that the events name, used in turn; null for none. As many as the types, or several times as many. */
  customers?: (string | null)[];
  events: number;
  /** Events per request. */
  batch: number;
  /** Concurrent requests. */
  connections: number;
  /** Events per second, however long the responses take. Without it, each response is followed by the next request. */
  rate?: number;
}

export interface LoadResult {
  /** Acknowledged events. */
  accepted: number;
  refused: number;
  /** The response to the first refused request, or why there was none. */
  firstRefusal: string;
  startedAt: number;
  endedAt: number;
  /** Times of the acknowledgements, by the numbers of the events; null if refused. Only with a rate. */
  acknowledgedAt: (number | null)[];
}

/** Pads an event to about 1 KB. */
const padding = 'x'.repeat(900);

replyToParent(async (run: LoadRun) => {
  const pool = new Pool(run.target.url, { connections: run.connections, pipelining: 1 });
  const result: LoadResult = {
    accepted: 0,
    refused: 0,
    firstRefusal: '',
    startedAt: clock(),
    endedAt: 0,
    acknowledgedAt: [],
  };
  const target = openTarget(run.target);
  const send = async (first: number, size: number, sentAt: number): Promise<void> => {
    const events = eventsOf(run, { first, size, sentAt });
    const refusal = await sendEvents(pool, target, events).catch(String);
    if (refusal === undefined) {
      result.accepted += size;
      if (run.rate !== undefined) result.acknowledgedAt[first] = clock();
    } else {
      if (result.refused === 0) result.firstRefusal = refusal;
      result.refused += size;
    }
  };
  await (run.rate === undefined ? closedLoop(run, send) : openLoop(run, run.rate, send));
  result.endedAt = clock();
  await pool.close();
  return result;
});

type Send = (first: number, size: number, sentAt: number) => Promise<void>;

/** Each connection publishes again after its response. */
async function closedLoop({ events, batch, connections }: LoadRun, send: Send): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < events) {
      const first = next;
      next += batch;
      await send(first, Math.min(batch, events - first), clock());
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

/**
 * Publishes each event when it is due, however long earlier responses take. Latency counts from the due time, so that it
 * includes the wait for a free connection or for this process.
 */
async function openLoop({ events, batch }: LoadRun, rate: number, send: Send): Promise<void> {
  const startedAt = clock();
  const underWay = new Set<Promise<void>>();
  for (let first = 0; first < events; first += batch) {
    const due = startedAt + (first / rate) * 1_000;
    const early = due - clock();
    if (early > 0) await sleep(early);
    const sending = send(first, Math.min(batch, events - first), due).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }
  await Promise.all(underWay);
}

type Events = Parameters<Target['publishRequest']>[0];

function eventsOf(
  { types, customers }: LoadRun,
  { first, size, sentAt }: { first: number; size: number; sentAt: number },
): Events {
  return Array.from({ length: size }, (_, i) => {
    const n = first + i;
    const customer = customers?.[n % customers.length] ?? null;
    const event = { type: types[n % types.length] ?? '', data: { sent_at: sentAt, n, padding } };
    return customer === null ? event : { ...event, customer };
  });
}

/** Returns the response if it is not an acknowledgement. */
async function sendEvents(pool: Pool, target: Target, events: Events): Promise<string | undefined> {
  const { path, headers, body } = target.publishRequest(events);
  const response = await pool.request({ method: 'POST', path, headers, body });
  if (response.statusCode >= 300) return `${response.statusCode} ${await response.body.text()}`;
  await response.body.dump();
  return undefined;
}
