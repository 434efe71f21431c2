import { useDebouncedValue } from '@mantine/hooks';
import type { Customer } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { customersQuery } from '../shared/customers-query.js';
import { hasWord } from './has-word.js';
import { idPrefixOf } from './id-kind.js';

const pauseMs = 250;
const shown = 5;
/** The API takes no longer text. */
const longest = 200;

/**
 * The customers whose uid or name begins with the query, once typing pauses; then those of the newest that have a later word
 * which begins with it, since the API compares the beginning alone.
 */
export function useCustomersOf(query: string): readonly Customer[] {
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, pauseMs);
  const isSearch = settled !== '' && settled.length <= longest && idPrefixOf(settled) === undefined;
  const { data, isPlaceholderData } = useQuery({ ...customersQuery(settled), enabled: isSearch });
  const { data: newest = [] } = useQuery(customersQuery());
  if (data === undefined || isPlaceholderData || !isSearch || settled !== wanted) return [];
  const known = new Set(data.map(({ id }) => id));
  const byWord = newest.filter(({ id, name }) => !known.has(id) && name !== null && hasWord(name, settled));
  return [...data, ...byWord].slice(0, shown);
}
