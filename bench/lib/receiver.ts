/**
 * The receiver as a process of its own. `/<group>/…` responds 200 at once, `/<group>/after/<ms>` later, `/<group>/hang` never;
 * arrivals are counted per group and per path. An event is known by its body, since systems name their header of its id
 * differently.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replyToParent } from './child.ts';
import { clock, percentile } from './figures.ts';

/** Arrivals since the last reset. */
export interface GroupStats {
  requests: number;
  /** Times from `sent_at` to the arrival, in milliseconds. */
  p50: number;
  p99: number;
  /** Times of the first and the last arrival, by the shared clock. */
  firstAt: number;
  lastAt: number;
}

/** Arrivals since the start, resets ignored. */
export interface PathArrivals {
  requests: number;
  /** Number of different events. */
  events: number;
}

/** `total` returns the number of different events at all paths that respond. */
export type ReceiverMessage =
  | { do: 'listen' }
  | { do: 'reset' }
  | { do: 'stats'; group: string }
  | { do: 'arrivalTimes'; group: string }
  | { do: 'total' }
  | { do: 'arrivals' };

interface Group {
  requests: number;
  latencies: number[];
  /** Times of the first arrivals, by the numbers of the events. */
  times: Map<number, number>;
  firstAt: number;
  lastAt: number;
}

interface Path {
  requests: number;
  ids: Set<string>;
}

const groups = new Map<string, Group>();
const paths = new Map<string, Path>();
let total = 0;
const newGroup = (): Group => ({ requests: 0, latencies: [], times: new Map(), firstAt: Infinity, lastAt: -Infinity });
const newPath = (): Path => ({ requests: 0, ids: new Set() });
// A system may order the members anew.
const sentAt = /"sent_at":\s*([\d.]+)/;
const number = /"n":\s*(\d+)/;

interface SentEvent {
  sentAt: string | undefined;
  n: string | undefined;
}

const eventIn = (body: string): SentEvent => ({ sentAt: sentAt.exec(body)?.[1], n: number.exec(body)?.[1] });

function noteGroup(name: string, event: SentEvent): void {
  const group = groups.get(name) ?? newGroup();
  groups.set(name, group);
  const now = clock();
  group.requests += 1;
  group.firstAt = Math.min(group.firstAt, now);
  group.lastAt = Math.max(group.lastAt, now);
  if (event.sentAt === undefined) return;
  group.latencies.push(now - Number(event.sentAt));
  const n = Number(event.n);
  if (!group.times.has(n)) group.times.set(n, now);
}

/** Returns whether the event is new for the path. */
function notePath(url: string, { sentAt, n }: SentEvent): boolean {
  const path = paths.get(url) ?? newPath();
  paths.set(url, path);
  path.requests += 1;
  const known = path.ids.size;
  path.ids.add(`${String(sentAt)} ${String(n)}`);
  return path.ids.size > known;
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '';
  const [, group = '', how, ms] = url.split('/');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const event = eventIn(Buffer.concat(chunks).toString());
    noteGroup(group, event);
    const isNew = notePath(url, event);
    if (how === 'hang') return;
    if (isNew) total += 1;
    if (how === 'after') setTimeout(() => response.end('ok'), Number(ms));
    else response.end('ok');
  });
}

const server = createServer({ keepAliveTimeout: 60_000 }, receive);

replyToParent(async (message: ReceiverMessage) => {
  switch (message.do) {
    case 'listen':
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return { port: (server.address() as AddressInfo).port };
    case 'reset':
      groups.clear();
      return {};
    case 'stats': {
      const { latencies, times: _, ...group } = groups.get(message.group) ?? newGroup();
      const sorted = latencies.toSorted((a, b) => a - b);
      return { ...group, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) } satisfies GroupStats;
    }
    case 'arrivalTimes':
      return Object.fromEntries(groups.get(message.group)?.times ?? []);
    case 'total':
      return { total };
    case 'arrivals':
      return Object.fromEntries([...paths].map(([path, { requests, ids }]) => [path, { requests, events: ids.size }]));
  }
});
