import type { Overview } from '@postrider/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { countUpTo } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { countOfDeliveries } from '../shared/count-deliveries.js';
import { t } from '../texts/texts.js';
import { type Asked, filtersOfPeriod } from './shown-deliveries.js';

/** Links to the deliveries of the period that are failed now: those that were replayed since are not among them. */
export function StillFailed({ overview, asked }: { overview: Pick<Overview, 'from'>; asked: Asked }) {
  const filters = { ...filtersOfPeriod(overview, asked), status: 'failed' as const };
  const { data } = useQuery({
    queryKey: ['deliveries', 'still-failed', filters],
    queryFn: ({ signal }) => countOfDeliveries(filters, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <RouterAnchor to="/deliveries" search={filters} size="xs">
      {data === undefined
        ? t(($) => $.overview.figures.showFailed)
        : t(($) => $.overview.figures.stillFailed, { number: countUpTo(data.count, !data.complete) })}
    </RouterAnchor>
  );
}
