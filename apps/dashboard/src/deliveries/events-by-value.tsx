import { useQuery } from '@tanstack/react-query';
import { RouterAnchor } from '../parts/router-anchor.js';
import { usePathsWith } from '../search/use-paths-with.js';
import { searchablePathsQuery } from '../shared/searchable-paths-query.js';
import { t } from '../texts/texts.js';

/** Where no event has the given id, events that have it as a value in their payload, such as an order id. */
export function EventsByValue({ value }: { value: string }) {
  const { data: paths = [] } = useQuery(searchablePathsQuery);
  const found = usePathsWith(value, paths);
  return (
    <>
      {found.map(({ path }) => (
        <RouterAnchor key={path} to="/events" search={{ path, value }} size="sm" display="block">
          {t(($) => $.search.withValue, { path, value })}
        </RouterAnchor>
      ))}
    </>
  );
}
