import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { overviewQuery } from '../shared/overview-query.js';

const lookAgainAfter = 60_000;

/**
 * Shows in the icon of the browser's tab that endpoints are failing, also while another tab is in front. The overview is asked for
 * only if deliveries or endpoints have changed since.
 */
export function Favicon() {
  const client = useQueryClient();
  const { data: isFailing = false } = useQuery({
    queryKey: ['failing'],
    queryFn: async (): Promise<boolean> => {
      const overview = await client.query({ ...overviewQuery({}), staleTime: Infinity, gcTime: Infinity });
      return overview.failing_endpoints.some(({ active }) => active);
    },
    refetchInterval: lookAgainAfter,
    refetchIntervalInBackground: true,
    staleTime: lookAgainAfter,
  });
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', isFailing ? '/icon-failing.svg' : '/icon.svg');
  }, [isFailing]);
  return null;
}
