import type { LoggerService } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Span, SpanOptions, Spans } from './span.js';

/** The spans of a process. Switched off, it starts none, and OpenTelemetry is not loaded. Nothing here throws or waits. */
export class Tracing {
  static async of(
    settings: Settings['traces'],
    service: { process: string; version: string; logger: Pick<LoggerService, 'warn'> },
  ): Promise<Tracing> {
    const { endpoint, tracesEndpoint, exporter, disabled } = settings;
    if (disabled || exporter === 'none' || (endpoint ?? tracesEndpoint) === undefined) return new Tracing(undefined);
    const { otlpSpans } = await import('./otlp-spans.js');
    return new Tracing(otlpSpans({ ...settings, ...service }));
  }

  private constructor(private readonly spans: Spans | undefined) {}

  get isEnabled(): boolean {
    return this.spans !== undefined;
  }

  /** Returns undefined if the span is not sampled. */
  start(name: string, options: SpanOptions = {}): Span | undefined {
    return this.spans?.start(name, options);
  }

  /** As `start`, but begins no trace. */
  continue(name: string, parent: string | undefined, options: Omit<SpanOptions, 'parent'> = {}): Span | undefined {
    return parent === undefined ? undefined : this.spans?.start(name, { ...options, parent });
  }

  /** Runs `work` in a span. `work` gets the trace context to continue: the span's, or the given one if it is not sampled. */
  async run<T>(name: string, options: SpanOptions, work: (traceparent: string | undefined) => Promise<T>): Promise<T> {
    const span = this.start(name, options);
    try {
      const result = await work(span?.traceparent ?? options.parent);
      span?.end();
      return result;
    } catch (error) {
      span?.end({}, error);
      throw error;
    }
  }

  /** Exports the spans that have ended, within two seconds. */
  async stop(): Promise<void> {
    await this.spans?.stop();
  }
}
