import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import process from 'node:process';
import type { Metrics } from './metrics.js';

/** Each measurement wakes the process up. */
const resolutionMs = 100;
/** The window of the quantiles of the event loop's delay. */
const windowMs = 60_000;
const quantiles = [0.5, 0.99, 1];

interface Build {
  process: string;
  version: string;
}

/** CPU, memory and event loop, by the names that dashboards for Node.js know, and the build. Returns a function that stops it. */
export function measureProcess(metrics: Metrics, build: Build): () => void {
  if (!metrics.isEnabled) return () => undefined;
  metrics.gauge(
    {
      name: 'postrider_build_info',
      help: 'Always 1. The labels have the kind of process, its release and that of Node.js.',
      labels: ['process', 'version', 'node'],
    },
    () => [[{ ...build, node: process.version }, 1]],
  );
  metrics.counted({ name: 'process_cpu_seconds_total', help: 'CPU time of the process, user and system.' }, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const startedAt = performance.timeOrigin / 1e3;
  metrics.gauge(
    { name: 'process_start_time_seconds', help: 'Time when the process started, since 1970.' },
    () => startedAt,
  );
  metrics.gauge({ name: 'process_resident_memory_bytes', help: 'Resident memory of the process.' }, () =>
    process.memoryUsage.rss(),
  );
  metrics.gauge(
    { name: 'nodejs_heap_size_used_bytes', help: 'Used part of the heap.' },
    () => process.memoryUsage().heapUsed,
  );
  return measureEventLoop(metrics);
}

function measureEventLoop(metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let last = quantiles.map(() => 0);
  const read = (): number[] => quantiles.map((quantile) => delay.percentile(100 * quantile) / 1e9);
  const timer = setInterval(() => {
    last = read();
    delay.reset();
  }, windowMs);
  timer.unref();
  metrics.gauge(
    {
      name: 'postrider_event_loop_delay_seconds',
      help: 'How late the event loop ran a timer in the last one to two minutes, by quantile.',
      labels: ['quantile'],
    },
    () => {
      const current = delay.count > 0 ? read() : [];
      return quantiles.map((quantile, i) => [
        { quantile: String(quantile) },
        Math.max(0, Math.max(last[i] ?? 0, current[i] ?? 0) - resolutionMs / 1e3),
      ]);
    },
  );
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
