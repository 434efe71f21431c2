import * as z from 'zod';
import { both, share, url, whole } from './setting.js';

const collector = url('http:', 'https:').optional();
const protocol = z.enum(['http/protobuf'], 'expected http/protobuf').default('http/protobuf');
/** As OpenTelemetry defines it. */
const isTrue = z
  .string()
  .optional()
  .transform((text) => text?.toLowerCase() === 'true');
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** OpenTelemetry's own settings, as far as Postrider reads them. Its SDK reads others ([traces](operations.md#traces)). */
export const traces = {
  endpoint: both('OTEL_EXPORTER_OTLP_ENDPOINT', collector).describe(
    'URL of an OpenTelemetry collector, to which [traces](operations.md#traces) are exported at `/v1/traces`. Without it, and without the next one, there are none.',
  ),
  tracesEndpoint: both('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', collector).describe(
    'Complete URL to which traces are exported, instead of the one above.',
  ),
  protocol: both('OTEL_EXPORTER_OTLP_PROTOCOL', protocol).describe(
    'Protocol of the export. Only `http/protobuf` is supported.',
  ),
  tracesProtocol: both('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', protocol).describe('As above.'),
  exporter: both('OTEL_TRACES_EXPORTER', z.enum(['otlp', 'none'], 'expected otlp or none').default('otlp')).describe(
    'Where traces are exported to; `none` switches them off.',
  ),
  disabled: both('OTEL_SDK_DISABLED', isTrue).describe('Whether traces are switched off.'),
  sampler: both(
    'OTEL_TRACES_SAMPLER',
    z.enum(samplers, `expected one of ${samplers.join(', ')}`).default('parentbased_always_on'),
  ).describe(
    'Which traces are sampled. `parentbased_…` follows the `traceparent` of a publish call, and decides by the rest of the name if there is none.',
  ),
  samplerArg: both('OTEL_TRACES_SAMPLER_ARG', share(1)).describe('Share of the traces that `…traceidratio` samples.'),
  maxQueueSize: both('OTEL_BSP_MAX_QUEUE_SIZE', whole(1, 1_000_000, 2_048)).describe(
    'Maximum number of spans that wait for their export. Further spans are dropped.',
  ),
  exportEveryMs: both('OTEL_BSP_SCHEDULE_DELAY', whole(1, 600_000, 5_000)).describe(
    'Longest time that a span waits for others before they are exported together, in milliseconds.',
  ),
};
