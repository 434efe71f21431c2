import type { Overview } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { manage } from '../api/request.js';

const lookAgainAfter = 60_000;

/** Shows in the icon of the browser's tab that endpoints are failing, also while another tab is in front. */
export function Favicon() {
  const { data: isFailing = false } = useQuery({
    queryKey: ['failing'],
    queryFn: async ({ signal }): Promise<boolean> =>
      (await manage<Overview>('GET', '/overview', { query: { range: '1h' }, signal })).failing_endpoints.some(
        ({ active }) => active,
      ),
    refetchInterval: lookAgainAfter,
    refetchIntervalInBackground: true,
    staleTime: lookAgainAfter,
  });
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', isFailing ? '/icon-failing.svg' : '/icon.svg');
  }, [isFailing]);
  return null;
}
