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
const events = { unit: '', digits: 0, more: false };
const megabytes = { unit: 'MiB', digits: 0, more: false };

/** A figure over that of the other version, with --against. */
const over = (key: string, more: boolean, must?: number, aim?: number): Expectation => ({
  key: `against.${key}`,
  what: `\`${key}\`, this version over the other`,
  unit: '',
  digits: 2,
  more,
  ...(must !== undefined && { must }),
  ...(aim !== undefined && { aim }),
});

/** All figures in the order of the table. */
export const expectations: readonly Expectation[] = [
  { key: 'ceiling.signed_post_per_s', what: 'bare undici, signed requests, nothing stored', ...perSecond },
  { key: 'ceiling.http_accept_per_s', what: 'bare Fastify that parses the body and responds with 202', ...perSecond },
  { key: 'end_to_end.per_s', what: 'published one by one, delivered and recorded', ...perSecond },
  { key: 'end_to_end.ratio', what: '… over `signed_post`', ...share, must: 0.2, aim: 0.3 },
  { key: 'end_to_end.publish_per_s', what: 'acknowledged meanwhile', ...perSecond },
  { key: 'end_to_end.publish_ratio', what: '… over `http_accept`', ...share },
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
  { key: 'lone.p50_ms', what: '… after 200 events, as after an `npm start`', ...ms },
  { key: 'lone.p99_ms', what: '', ...ms },
  {
    key: 'lone.cpu_ms',
    what: 'CPU time per event there, of gateway, dispatcher, PostgreSQL and Redis',
    ...ms,
    digits: 2,
  },
  { key: 'ack_to_arrival.p50_ms', what: 'from the response to the publish call to the arrival', ...ms },
  {
    key: 'start.ready_ms',
    what: 'from the start of a gateway, then a dispatcher, until they are ready',
    ...ms,
    digits: 0,
  },
  { key: 'memory.idle_mb', what: 'all processes, by default of `npm start`, without the servers', ...megabytes },
  { key: 'memory.peak_mb', what: '… while 10,000 events are published and delivered', ...megabytes },
  { key: 'kill.back_ms', what: 'until the work of a killed dispatcher is done', ...ms, digits: 0 },
  {
    key: 'crash.lost',
    what: 'acknowledged events that never arrive after a SIGKILL of all processes',
    ...events,
    must: 0,
  },
  { key: 'crash.repeated', what: '… that arrive more than once', ...events },
  { key: 'crash.back_ms', what: '… until the last one acknowledged before it has arrived', ...ms, digits: 0 },
  { key: 'growth.ratio_1m', what: '`end_to_end` with 1,000,000 stored deliveries, over none', ...share, must: 0.9 },
  { key: 'growth.list_p99_ms_1m', what: 'the slowest of all filtered lists and cursors', ...ms, must: 30 },
  { key: 'fanout.per_s', what: 'requests, each event to 1,000 endpoints', ...perSecond, must: 'end_to_end.per_s' },
  {
    key: 'customers.end_to_end_ratio',
    what: '`end_to_end`, half of the events for one of 10,000 customers, over none',
    ...share,
  },
  { key: 'customers.ingest_ratio', what: '`ingest` one by one, likewise', ...share },
  {
    key: 'ingest_isolation.ratio',
    what: "a customer's events accepted in time beside one that floods, over alone",
    ...share,
    must: 0.9,
  },
  { key: 'ingest_isolation.p99_ratio', what: 'p99 of its publish calls, likewise', ...share, more: false, must: 2 },
  { key: 'ingest_isolation.p99_alone_ms', what: '', ...ms },
  { key: 'ingest_isolation.p99_beside_ms', what: '', ...ms },
  { key: 'ingest_isolation.flood_refused_share', what: 'of the events of the flood', ...share },
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
    ...megabytes,
    must: 300,
  },
  { key: 'replicas.ratio_2', what: 'two dispatchers over one, receivers take 50 ms', ...share, must: 1.7 },
  { key: 'rebuild.per_s', what: 'events of the log, all rows of the read models are right', ...perSecond },
  { key: 'rebuild.missing_per_s', what: '… all rows of events and deliveries are missing', ...perSecond },
  { key: 'rebuild.wrong_per_s', what: '… all of them are wrong', ...perSecond },
  { key: 'rebuild.live_ratio', what: '`end_to_end` beside rebuilds, over alone', ...share, must: 0.8 },
  { key: 'metrics.cost_ratio', what: '`end_to_end` with metrics that are scraped, over none', ...share, must: 0.98 },
  { key: 'traces.cost_ratio', what: '`end_to_end` with traces of one call in ten, over none', ...share },
  { key: 'traces.cost_ratio_all', what: '… of every call', ...share },
  {
    key: 'schema_checks.per_s',
    what: 'checks of an order by its schema, per second of CPU time',
    ...perSecond,
  },
  { key: 'schema_checks.ajv_per_s', what: '… by ajv, which generates code', ...perSecond },
  { key: 'schema_checks.ratio', what: '… ours over that', ...share, must: 0.25, aim: 0.5 },
  over('end_to_end.per_s', true, 1.35, 2),
  over('ingest.single_per_s', true, 1.35, 1.8),
  over('ingest.batch_per_s', true),
  over('drain.per_s', true, 1.2, 1.5),
  over('lone.p50_ms', false, 0.5, 0.35),
  over('lone.p99_ms', false, 0.25, 0.15),
  over('ack_to_arrival.p50_ms', false, 0.3, 0.2),
  over('lone.cpu_ms', false, 0.45, 0.3),
  over('latency_ms.idle_p50', false),
  over('latency_ms.idle_p99', false),
  over('latency_ms.loaded_p50', false),
  over('latency_ms.loaded_p99', false, 0.6, 0.3),
  over('memory.idle_mb', false, 0.45, 0.3),
  over('memory.peak_mb', false, 0.5, 0.35),
  over('fanout.per_s', true, 1.8, 3),
  over('start.ready_ms', false, 0.5, 0.3),
  over('kill.back_ms', false),
  over('schema_checks.per_s', true),
  over('rebuild.per_s', true, 20, 50),
  over('rebuild.missing_per_s', true),
  over('rebuild.wrong_per_s', true),
  over('rebuild.live_ratio', true),
];
