import { useDebouncedValue } from '@mantine/hooks';
import type { EventSummary } from '@postrider/contracts';
import { useQueries } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';
import { idPrefixOf } from './id-kind.js';

const pauseMs = 250;
/** Longer values are not indexed. */
const longest = 256;

/** The searchable paths at which an event has the query as its value, once typing pauses. */
export function usePathsWith(query: string, paths: readonly string[]): readonly string[] {
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, pauseMs);
  const mayBeValue = settled !== '' && settled.length <= longest && idPrefixOf(settled) === undefined;
  const found = useQueries({
    queries: paths.map((path) => ({
      queryKey: ['events', 'with-value', path, settled],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<boolean> =>
        (await manage<PageOf<EventSummary>>('GET', '/events', { query: { [path]: settled, limit: 1 }, signal })).data
          .length > 0,
      enabled: mayBeValue,
      retry: false,
      staleTime: 30_000,
    })),
  });
  return settled === wanted && mayBeValue ? paths.filter((_, n) => found[n]?.data === true) : [];
}
