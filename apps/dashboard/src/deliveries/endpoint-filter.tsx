import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isPortal } from '../api/permissions.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { matches } from '../shared/endpoint-state.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { t } from '../texts/texts.js';
import { removable } from '../shared/removable.js';
import { withChosen } from './with-chosen.js';

interface EndpointFilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Endpoints by title, with the customer and the URL below it. All are searched. */
export function EndpointFilter({ value, onChange }: EndpointFilterProps) {
  const endpoints = useQuery(allEndpointsQuery).data ?? [];
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const options = endpoints.map((endpoint) => ({ value: endpoint.id, label: endpointTitle(endpoint) }));
  return (
    <Select
      label={t(($) => $.deliveries.filterBar.endpoint)}
      placeholder={t(($) => $.deliveries.filterBar.anyEndpoint)}
      searchable
      nothingFoundMessage={t(($) => $.deliveries.filterBar.noEndpoint)}
      data={withChosen(options, value)}
      filter={({ options: all, search, limit }) => {
        const wanted = search.trim().toLowerCase();
        return all
          .filter((option) => {
            if (!('value' in option)) return false;
            const endpoint = byId.get(option.value);
            return endpoint === undefined || matches(endpoint, wanted);
          })
          .slice(0, limit);
      }}
      renderOption={({ option }) => {
        const endpoint = byId.get(option.value);
        const below =
          endpoint === undefined ? [] : [isPortal() ? undefined : endpoint.customer?.uid, shortUrl(endpoint.url)];
        const others = below.filter((text) => text !== undefined && text !== option.label);
        return (
          <span>
            {option.label}
            {others.length > 0 && (
              <Text component="span" display="block" size="xs" c="dimmed">
                {others.join(' · ')}
              </Text>
            )}
          </span>
        );
      }}
      limit={100}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
      {...removable(t(($) => $.deliveries.filterBar.removeEndpoint))}
    />
  );
}
