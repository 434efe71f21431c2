import { useDebouncedValue } from '@mantine/hooks';
import type { EventSummary } from '@postrider/contracts';
import { useQueries } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage } from '../api/request.js';
import type { ValueMatch } from './find-results.js';
import { idPrefixOf } from './id-kind.js';

const pauseMs = 250;
/** Longer values are not indexed. */
const longest = 256;

/** The searchable paths at which events have the query as their value, once typing pauses. */
export function usePathsWith(query: string, paths: readonly string[]): readonly ValueMatch[] {
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, pauseMs);
  const mayBeValue = settled !== '' && settled.length <= longest && idPrefixOf(settled) === undefined;
  const found = useQueries({
    queries: paths.map((path) => ({
      queryKey: ['events', 'with-value', path, settled],
      // Two, to know whether the first is the only one.
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        manage<PageOf<EventSummary>>('GET', '/events', { query: { [path]: settled, limit: 2 }, signal }),
      enabled: mayBeValue,
      retry: false,
      staleTime: 30_000,
    })),
  });
  if (settled !== wanted || !mayBeValue) return [];
  return paths.flatMap((path, n): ValueMatch[] => {
    const [first, second] = found[n]?.data?.data ?? [];
    if (first === undefined) return [];
    return [{ path, ...(second === undefined && { only: first }) }];
  });
}
