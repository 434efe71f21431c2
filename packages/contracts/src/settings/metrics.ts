import * as z from 'zod';
import { both, flag, gateway, port } from './setting.js';

/** The dispatcher serves its metrics beside its health checks. */
export const metrics = {
  enabled: both('POSTRIDER_METRICS_ENABLED', flag(true)).describe(
    'Whether metrics are counted, and served at `/metrics` for Prometheus.',
  ),
  port: gateway('POSTRIDER_METRICS_PORT', port.optional()).describe(
    "Port of the gateway's `/metrics`. 0 chooses a free port. Without it the gateway has no metrics. A dispatcher serves `/metrics` on the port of its health checks.",
  ),
  host: gateway('POSTRIDER_METRICS_HOST', z.string().default('0.0.0.0')).describe(
    "Address that the gateway's `/metrics` listens on. It needs no key.",
  ),
};
