/** The limit of a figure: a number, or another figure of the run. */
interface Expectation {
  key: string;
  what: string;
  unit: string;
  digits: number;
  /** Whether higher is better. */
  more: boolean;
  must?: number | string;
  aim?: number;
}

const perSecond = { unit: '/s', digits: 0, more: true };
const share = { unit: '', digits: 2, more: true };
const ms = { unit: 'ms', digits: 1, more: false };

/** All figures in the order of the table. */
export const expectations: readonly Expectation[] = [
  { key: 'ceiling.signed_post_per_s', what: 'bare undici, signed requests, nothing stored', ...perSecond },
  { key: 'ceiling.http_accept_per_s', what: 'bare Fastify that parses the body and responds with 202', ...perSecond },
  { key: 'end_to_end.per_s', what: 'published one by one, delivered and recorded', ...perSecond },
  { key: 'end_to_end.ratio', what: '… over `signed_post`', ...share, must: 0.2, aim: 0.3 },
  { key: 'ingest.single_per_s', what: 'one event per request, until the delivery is queued', ...perSecond },
  { key: 'ingest.single_ratio', what: '… over `http_accept`', ...share, must: 0.25, aim: 0.4 },
  { key: 'ingest.batch_per_s', what: 'batches of 100', ...perSecond },
  { key: 'ingest.batch_ratio', what: '… over `signed_post`', ...share, must: 0.5, aim: 0.9 },
  { key: 'drain.per_s', what: 'a backlog of 50,000', ...perSecond },
  { key: 'drain.ratio', what: '… over `signed_post`', ...share, must: 0.3, aim: 0.4 },
  { key: 'latency_ms.idle_p50', what: 'publish call to arrival, 50 per second', ...ms, must: 10 },
  { key: 'latency_ms.idle_p99', what: '', ...ms, must: 40 },
  { key: 'latency_ms.loaded_p50', what: '… at half of `end_to_end`', ...ms },
  { key: 'latency_ms.loaded_p99', what: '', ...ms, must: 150 },
  { key: 'growth.ratio_1m', what: '`end_to_end` with 1,000,000 stored deliveries, over none', ...share, must: 0.9 },
  { key: 'growth.list_p99_ms_1m', what: 'the slowest of all filtered lists and cursors', ...ms, must: 30 },
  { key: 'fanout.per_s', what: 'requests, each event to 1,000 endpoints', ...perSecond, must: 'end_to_end.per_s' },
  { key: 'isolation.ratio', what: 'healthy throughput with half the traffic hanging, over none', ...share, must: 0.9 },
  { key: 'isolation.p99_ratio', what: 'p99 of the healthy half, likewise', ...share, more: false },
  { key: 'isolation.p99_alone_ms', what: '', ...ms },
  { key: 'isolation.p99_beside_ms', what: '', ...ms },
  {
    key: 'memory.redis_bytes_per_pending',
    what: 'of 1,000,000 pending deliveries',
    unit: 'bytes',
    digits: 0,
    more: false,
    must: 600,
  },
  {
    key: 'memory.dispatcher_rss_mb_1m_pending',
    what: 'peak memory of a dispatcher that drains them',
    unit: 'MiB',
    digits: 0,
    more: false,
    must: 300,
  },
  { key: 'replicas.ratio_2', what: 'two dispatchers over one, receivers take 50 ms', ...share, must: 1.7 },
];
