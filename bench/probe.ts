import { startPostgres, startRedis } from '@postrider/testing';
import { World } from './lib/world.ts';
import { clock } from './lib/figures.ts';
import { mkdtemp, chmod } from 'node:fs/promises';
const dir = await mkdtemp('/tmp/postrider-probe-');
await chmod(dir, 0o711);
const explain = process.env.EXPLAIN
  ? {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': process.env.EXPLAIN,
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_buffers': 'on',
      'auto_explain.log_parameter_max_length': 0,
    }
  : {};
const stat = process.env.STAT ? { shared_preload_libraries: 'pg_stat_statements' } : {};
const postgres = await startPostgres({
  dataDir: dir + '/postgres',
  settings: { ...explain, ...stat },
  log: (l) => {
    if (process.env.EXPLAIN) console.log(l);
  },
});
const redis = await startRedis({ dir: dir + '/redis', persistent: true });
const world = await World.start(
  { postgres, redis, stop: async () => {} },
  { settings: JSON.parse(process.argv[3] ?? '{}') },
);
if (process.env.STAT) await world.database.query('CREATE EXTENSION pg_stat_statements');
await world.target().createEndpoint(`${world.receiver.url}/all`, 'budget.exceeded');
const events = Number(process.argv[2] ?? 20000);
for (let i = 0; i < Number(process.env.ROUNDS ?? 2); i++) {
  await world.receiver.reset();
  const r = await world.publish({ types: ['budget.exceeded'], events, batch: 1, connections: 64 });
  const t1 = clock();
  const s = await world.receiver.arrived('all', events);
  const t2 = await world.settled();
  console.log({
    ingest: Math.round(r.perSecond),
    arrival: Math.round((events / (s.lastAt - r.startedAt)) * 1000),
    settled: Math.round((events / (t2 - r.startedAt)) * 1000),
    p50: s.p50,
    p99: s.p99,
    requests: s.requests,
    tail: t2 - t1,
  });
}
if (process.env.STAT) {
  const { rows } = await world.database.query(
    "SELECT calls::int, round(total_exec_time)::int ms, rows::int, round(mean_exec_time::numeric,2)::float mean, left(regexp_replace(query,'\\s+',' ','g'),90) q FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 12",
  );
  console.table(rows);
}
await world.stop();
await Promise.all([postgres.stop(), redis.stop()]);
