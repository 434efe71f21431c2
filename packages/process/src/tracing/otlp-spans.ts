import type { LoggerService } from '@nestjs/common';
import {
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type SpanContext,
} from '@opentelemetry/api';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { Settings } from '@postrider/contracts';
import type { Spans } from './span.js';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };
const stopMs = 2_000;

type Options = Settings['traces'] & {
  process: string;
  version: string;
  logger: Pick<LoggerService, 'warn'>;
};

/** Spans of OpenTelemetry, exported in batches. The SDK reads where to, and as which service, from `OTEL_*` itself. */
export function otlpSpans({
  process,
  version,
  logger,
  sampler,
  samplerArg,
  maxQueueSize,
  exportEveryMs,
}: Options): Spans {
  const warned = (message: string): void => {
    logger.warn(message, 'traces');
  };
  const silent = (): undefined => undefined;
  diag.setLogger({ error: warned, warn: warned, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
  setGlobalErrorHandler((error) => {
    logger.warn(error, 'spans could not be exported, and are dropped', 'traces');
  });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': `postrider-${process}`, 'service.version': version }))
      .merge(
        detectResources({
          detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector, serviceNameEnvDetector],
        }),
      ),
    sampler: samplerOf(sampler, samplerArg),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), maxQueueSize, scheduledDelayMillis: exportEveryMs }),
    ],
  });
  const tracer = provider.getTracer('postrider', version);
  return {
    start: (name, { parent, linked = false, kind, startedAt, attributes }) => {
      const span = tracer.startSpan(
        name,
        {
          ...(kind && { kind: kinds[kind] }),
          ...(startedAt && { startTime: startedAt }),
          ...(attributes && { attributes }),
          ...(linked && parent !== undefined && { links: [{ context: contextOf(parent) }] }),
        },
        parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(parent)),
      );
      if (!span.isRecording()) return undefined;
      const { traceId, spanId } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-01`,
        end: (more = {}, error) => {
          span.setAttributes(more);
          if (error !== undefined) {
            const { type, message } = describe(error);
            span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message });
          }
          span.end();
        },
      };
    },
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => (timer = setTimeout(resolve, stopMs)));
      await Promise.race([provider.shutdown().catch(silent), late]);
      clearTimeout(timer);
    },
  };
}

/** Of a `traceparent` of version 00. */
const contextOf = (traceparent: string): SpanContext => {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
};

/** `code` is that of an API error, of Node or of Postgres, or a reason of a failed attempt. */
function describe(error: unknown): { type: string; message: string } {
  const { code, name, message } = Object(error) as { code?: unknown; name?: unknown; message?: unknown };
  const type = [code, name].find((each) => typeof each === 'string') ?? '_OTHER';
  return { type, message: String(message ?? error) };
}

function samplerOf(name: Options['sampler'], ratio: number): Sampler {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  }
}
