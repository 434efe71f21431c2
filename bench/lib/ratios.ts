import type { Figures } from '../scenarios/scenario.ts';

/** Figures that are also given as a ratio to another figure of the same run. */
const ratios: Record<string, { of: string; over: string }> = {
  'end_to_end.ratio': { of: 'end_to_end.per_s', over: 'ceiling.signed_post_per_s' },
  'end_to_end.publish_ratio': { of: 'end_to_end.publish_per_s', over: 'ceiling.http_accept_per_s' },
  'ingest.single_ratio': { of: 'ingest.single_per_s', over: 'ceiling.http_accept_per_s' },
  'ingest.batch_ratio': { of: 'ingest.batch_per_s', over: 'ceiling.signed_post_per_s' },
  'drain.ratio': { of: 'drain.per_s', over: 'ceiling.signed_post_per_s' },
  'schema_checks.ratio': { of: 'schema_checks.per_s', over: 'schema_checks.ajv_per_s' },
};

/** Returns the ratios of the measured figures. */
export function ratiosOf(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(ratios).flatMap(([key, { of, over }]) => {
      const [part, whole] = [figures[of], figures[over]];
      return part === undefined || whole === undefined ? [] : [[key, part / whole]];
    }),
  );
}
