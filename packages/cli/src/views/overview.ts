import type { Overview } from '@postrider/sdk';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';

type ListedEndpoint = Overview['failing_endpoints'][number];

const share = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(2)} %`);
const number = (value: number): string => value.toLocaleString('en');

export function overviewSummary(overview: Overview, screen: Screen): string {
  const { totals, pending, pending_capped, oldest_pending_at, failing_endpoints, degraded_endpoints } = overview;
  const { response_ms_p50: p50, response_ms_p95: p95, response_ms_p99: p99 } = totals;
  const oldest = oldest_pending_at === null ? '' : `, oldest ${when(oldest_pending_at, screen)}`;
  const summary = details(
    [
      ['From', when(overview.from, screen)],
      ['To', when(overview.to, screen)],
      ['Delivered', number(totals.delivered)],
      ['Failed attempts', number(totals.failed_attempts)],
      ['Failed deliveries', totals.failed === null ? undefined : number(totals.failed)],
      ['Success rate', share(totals.success_rate)],
      ['Response time', p50 === null ? undefined : `p50 ${p50} ms, p95 ${p95 ?? '–'} ms, p99 ${p99 ?? '–'} ms`],
      ['Pending', `${number(pending)}${pending_capped ? ' or more' : ''}${oldest}`],
    ],
    screen,
  );
  return [
    summary,
    ...section('Failing endpoints', failing_endpoints, screen),
    ...section('Degraded endpoints', degraded_endpoints, screen),
  ].join('\n\n');
}

const endpointTable = table<ListedEndpoint>([
  { heading: 'Endpoint', value: ({ id }) => id },
  { heading: 'State', value: ({ state }) => state },
  { heading: 'URL', value: ({ url }) => url },
  { heading: 'Failing since', value: ({ failing_since }, screen) => when(failing_since, screen), isOptional: true },
  {
    heading: 'Degraded since about',
    value: ({ degraded_since }, screen) => when(degraded_since, screen),
    isOptional: true,
  },
  { heading: 'Last failure', value: ({ last_failure }) => failureText(last_failure), isOptional: true },
]);

const failureText = (failure: ListedEndpoint['last_failure']): string =>
  failure === null ? '' : String(failure.response_status ?? failure.reason);

const section = (title: string, endpoints: readonly ListedEndpoint[], screen: Screen): string[] =>
  endpoints.length === 0 ? [] : [`${screen.colors.yellow(title)}\n${endpointTable(endpoints, screen)}`];
