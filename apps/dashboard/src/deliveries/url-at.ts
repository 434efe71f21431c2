import type { EndpointHistoryEntry } from '@postrider/contracts';

type Change = Pick<EndpointHistoryEntry, 'occurred_at' | 'data'>;

/** The URL that an endpoint had at a time, by its changes, newest first. Undefined: before the first of them. */
export function urlAt(changes: readonly Change[], at: string): string | undefined {
  const time = Date.parse(at);
  const change = changes.find(({ occurred_at, data }) => 'url' in data && Date.parse(occurred_at) <= time);
  return typeof change?.data.url === 'string' ? change.data.url : undefined;
}
