const states = ['active', 'degraded', 'failing', 'inactive'] as const;

/** What of the endpoints is shown, as it stands in the URL. */
export interface EndpointsSearch {
  q?: string;
  state?: (typeof states)[number];
}

export function endpointsSearch({ q, state }: Record<string, unknown>): EndpointsSearch {
  const known = states.find((each) => each === state);
  // A query such as 42 comes from the URL as a number.
  const query = typeof q === 'string' || typeof q === 'number' ? String(q) : '';
  return { ...(query === '' ? {} : { q: query }), ...(known === undefined ? {} : { state: known }) };
}

/** What a new endpoint is to subscribe to, as a link names it. */
export interface NewEndpointSearch {
  event_type?: string;
}

export const newEndpointSearch = ({ event_type }: Record<string, unknown>): NewEndpointSearch =>
  typeof event_type === 'string' && event_type !== '' ? { event_type } : {};

/** How far back the charts of an endpoint reach. */
export const chartRanges = ['1h', '24h', '7d'] as const;
export type ChartRange = (typeof chartRanges)[number];
export const defaultChartRange: ChartRange = '24h';

export interface EndpointSearch {
  range?: ChartRange;
}

export function endpointSearch({ range }: Record<string, unknown>): EndpointSearch {
  const known = chartRanges.find((each) => each === range);
  return known === undefined || known === defaultChartRange ? {} : { range: known };
}
