import { useDebouncedValue } from '@mantine/hooks';
import type { Customer } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { customersQuery } from '../shared/customers-query.js';
import { idPrefixOf } from './id-kind.js';

const pauseMs = 250;
const shown = 5;
/** The API takes no longer text. */
const longest = 200;

/** The customers whose uid or name begins with the query, once typing pauses. */
export function useCustomersOf(query: string): readonly Customer[] {
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, pauseMs);
  const isSearch = settled !== '' && settled.length <= longest && idPrefixOf(settled) === undefined;
  const { data, isPlaceholderData } = useQuery({ ...customersQuery(settled), enabled: isSearch });
  if (data === undefined || isPlaceholderData || !isSearch || settled !== wanted) return [];
  return data.slice(0, shown);
}
