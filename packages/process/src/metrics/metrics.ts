import PromCounter from 'prom-client/lib/counter.js';
import Gauge from 'prom-client/lib/gauge.js';
import PromHistogram from 'prom-client/lib/histogram.js';
import Registry from 'prom-client/lib/registry.js';

export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add: (amount?: number) => void;
}

export interface Histogram {
  observe: (value: number) => void;
}

interface Description {
  /** By Prometheus' conventions: `postrider_…`, with the unit, and `_total` for counters. */
  name: string;
  help: string;
  labels?: readonly string[];
}

interface HistogramDescription extends Description {
  /** Upper bounds. */
  buckets: readonly number[];
}

/** The values of one metric at a scrape. Undefined leaves a value out. */
type Read = () => number | undefined | readonly (readonly [labels: Labels, value: number | undefined])[];

/** A scrape waits no longer for what it refreshes. */
const refreshMs = 700;
const off = { add: () => undefined, observe: () => undefined };

/**
 * The metrics of a process. The parts of a process get counters and histograms from here; gauges are read at a scrape.
 * Switched off, it counts nothing and has nothing to scrape.
 */
export class Metrics {
  static readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  readonly #refreshes: (() => Promise<unknown>)[] = [];

  constructor(readonly isEnabled: boolean) {}

  /** Returns the counter with these values of its labels. Keep it: to find it costs more than to add to it. */
  counter({ name, help, labels = [] }: Description): (...values: string[]) => Counter {
    if (!this.isEnabled) return () => off;
    const counter = new PromCounter({ name, help, labelNames: [...labels], registers: [this.#registry] });
    return (...values) => {
      const child = values.length > 0 ? counter.labels(...values) : counter;
      // Prometheus sees no increase from a missing value to the first one.
      child.inc(0);
      return {
        add: (amount = 1) => {
          child.inc(amount);
        },
      };
    };
  }

  /** As `counter`. */
  histogram(described: HistogramDescription): (...values: string[]) => Histogram {
    if (!this.isEnabled) return () => off;
    const { name, help, labels = [], buckets } = described;
    const registers = [this.#registry];
    const histogram = new PromHistogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers });
    return (...values) => {
      histogram.zero(Object.fromEntries(labels.map((label, i) => [label, values[i] ?? ''])));
      return values.length > 0 ? histogram.labels(...values) : histogram;
    };
  }

  /** A value that is read at each scrape. */
  gauge({ name, help, labels = [] }: Description, read: Read): void {
    if (!this.isEnabled) return;
    const labelNames = [...labels];
    const collect = function collect(this: Gauge): void {
      this.reset();
      for (const [each, value] of valuesOf(read)) {
        if (value === undefined) this.remove(each);
        else this.set(each, value);
      }
    };
    new Gauge({ name, help, labelNames, registers: [this.#registry], collect });
  }

  /** A counter that is kept elsewhere, and read at each scrape. */
  counted({ name, help, labels = [] }: Description, read: Read): void {
    if (!this.isEnabled) return;
    const labelNames = [...labels];
    const collect = function collect(this: PromCounter): void {
      this.reset();
      for (const [each, value] of valuesOf(read)) this.inc(each, value ?? 0);
    };
    new PromCounter({ name, help, labelNames, registers: [this.#registry], collect });
  }

  /** Runs `refresh` at each scrape. A scrape that has waited for 0.7 seconds shows the last known values. */
  refreshing(refresh: () => Promise<unknown>): void {
    this.#refreshes.push(refresh);
  }

  /** Prometheus' text format. Resolves within a second, whatever the state of the servers. */
  async text(): Promise<string> {
    const refreshed = Promise.allSettled(this.#refreshes.map((refresh) => refresh()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, refreshMs)));
    await Promise.race([refreshed, late]);
    clearTimeout(timer);
    return this.#registry.metrics();
  }
}

function valuesOf(read: Read): readonly (readonly [Labels, number | undefined])[] {
  const values = read();
  return typeof values === 'object' ? values : [[{}, values]];
}
