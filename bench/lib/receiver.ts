/**
 * The receiver as a process of its own. `/<group>/…` answers 200 at once, `/<group>/after/<ms>` later, `/<group>/hang` never;
 * arrivals are counted per group, each `webhook-id` once.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './child.ts';
import { clock, percentile } from './figures.ts';

export interface GroupStats {
  requests: number;
  /** Different `webhook-id`s. */
  events: number;
  p50: number;
  p99: number;
  /** Moments of the first and the last arrival, by the shared clock. */
  firstAt: number;
  lastAt: number;
}

export type ReceiverMessage = { do: 'listen' } | { do: 'reset' } | { do: 'stats'; group: string };

interface Group {
  requests: number;
  ids: Set<string>;
  latencies: number[];
  firstAt: number;
  lastAt: number;
}

const groups = new Map<string, Group>();
const newGroup = (): Group => ({ requests: 0, ids: new Set(), latencies: [], firstAt: Infinity, lastAt: -Infinity });
const sentAt = /"sent_at":([\d.]+)/;

function note(name: string, id: string, body: string): void {
  const group = groups.get(name) ?? newGroup();
  groups.set(name, group);
  const now = clock();
  group.requests += 1;
  group.ids.add(id);
  group.firstAt = Math.min(group.firstAt, now);
  group.lastAt = Math.max(group.lastAt, now);
  const sent = sentAt.exec(body)?.[1];
  if (sent !== undefined) group.latencies.push(now - Number(sent));
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  const [, group = '', how, ms] = (request.url ?? '').split('/');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const id = request.headers['webhook-id'] ?? request.headers['svix-id'];
    note(group, String(id), Buffer.concat(chunks).toString());
    if (how === 'hang') return;
    if (how === 'after') setTimeout(() => response.end('ok'), Number(ms));
    else response.end('ok');
  });
}

const server = createServer({ keepAliveTimeout: 60_000 }, receive);

answerParent(async (message: ReceiverMessage) => {
  switch (message.do) {
    case 'listen':
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return { port: (server.address() as AddressInfo).port };
    case 'reset':
      groups.clear();
      return {};
    case 'stats': {
      const { latencies, ids, ...group } = groups.get(message.group) ?? newGroup();
      const sorted = latencies.toSorted((a, b) => a - b);
      return { ...group, events: ids.size, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
    }
  }
});
