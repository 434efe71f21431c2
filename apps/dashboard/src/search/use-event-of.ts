import { useDebouncedValue } from '@mantine/hooks';
import type { EventDetail } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { manage, path } from '../api/request.js';
import type { Result } from './find-results.js';
import { idPrefixOf } from './id-kind.js';

const pauseMs = 250;
/** A shorter text is the start of a word. */
const shortestId = 3;

export interface FoundEvent {
  result: Result;
  isTest: boolean;
}

/** The event that a producer has given this id, once typing pauses. */
export function useEventOf(query: string): FoundEvent | undefined {
  const [settled] = useDebouncedValue(query.trim(), pauseMs);
  const mayBeId = settled.length >= shortestId && !/\s/.test(settled) && idPrefixOf(settled) === undefined;
  const { data } = useQuery({
    queryKey: ['events', 'search', settled],
    queryFn: ({ signal }) => manage<EventDetail>('GET', path`/events/${settled}`, { signal }),
    enabled: mayBeId,
    retry: false,
    staleTime: 30_000,
  });
  if (data === undefined || settled !== query.trim()) return undefined;
  const result = { href: `/events/${encodeURIComponent(data.id)}`, label: data.id, description: data.type };
  return { result, isTest: data.test };
}
