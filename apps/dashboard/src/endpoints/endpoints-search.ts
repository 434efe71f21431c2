export const states = ['active', 'degraded', 'failing', 'inactive'] as const;

/** What of the endpoints is shown, as it stands in the URL. */
export interface EndpointsSearch {
  q?: string;
  state?: (typeof states)[number];
  /** Either id of a customer. */
  customer?: string;
}

export function endpointsSearch({ q, state, customer }: Record<string, unknown>): EndpointsSearch {
  const known = states.find((each) => each === state);
  const query = textOf(q);
  const owner = textOf(customer);
  return {
    ...(query === '' ? {} : { q: query }),
    ...(known === undefined ? {} : { state: known }),
    ...(owner === '' ? {} : { customer: owner }),
  };
}

/** What a new endpoint is to subscribe to, and whose it is, as a link names it. */
export interface NewEndpointSearch {
  event_type?: string;
  customer?: string;
}

export function newEndpointSearch({ event_type, customer }: Record<string, unknown>): NewEndpointSearch {
  const owner = textOf(customer);
  return {
    ...(typeof event_type === 'string' && event_type !== '' ? { event_type } : {}),
    ...(owner === '' ? {} : { customer: owner }),
  };
}

/** A text such as 42 comes from the URL as a number. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** How far back the charts of an endpoint reach. */
export const chartRanges = ['1h', '24h', '7d'] as const;
export type ChartRange = (typeof chartRanges)[number];
export const defaultChartRange: ChartRange = '24h';

export interface EndpointSearch {
  range?: ChartRange;
  /** The form is open. */
  edit?: true;
}

export function endpointSearch({ range, edit }: Record<string, unknown>): EndpointSearch {
  const known = chartRanges.find((each) => each === range);
  return {
    ...(known === undefined || known === defaultChartRange ? {} : { range: known }),
    ...((edit === true || edit === 'true') && { edit: true as const }),
  };
}
