import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { t } from '../texts/texts.js';
import { removable } from '../shared/removable.js';
import { withChosen } from './with-chosen.js';

interface EndpointFilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Endpoints by name, with the URL below it. Both are searched. */
export function EndpointFilter({ value, onChange }: EndpointFilterProps) {
  const endpoints = useQuery(allEndpointsQuery).data ?? [];
  const urls = new Map(endpoints.map(({ id, url }) => [id, url]));
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
            return `${option.label} ${urls.get(option.value) ?? ''}`.toLowerCase().includes(wanted);
          })
          .slice(0, limit);
      }}
      renderOption={({ option }) => {
        const url = urls.get(option.value);
        return (
          <span>
            {option.label}
            {url !== undefined && shortUrl(url) !== option.label && (
              <Text component="span" display="block" size="xs" c="dimmed">
                {shortUrl(url)}
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
