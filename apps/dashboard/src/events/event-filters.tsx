import { Group, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CustomerSelect } from '../shared/customer-select.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';
import type { EventsSearch } from './events-search.js';
import { PayloadFilter } from './payload-filter.js';

interface EventFiltersProps {
  search: EventsSearch;
  /** Called with the filters alone: another filter begins at the first page. */
  onChange: (search: EventsSearch) => void;
}

export function EventFilters({
  search: { type, customer, delivered_to, path, value, paths },
  onChange,
}: EventFiltersProps) {
  const { data: types = [] } = useQuery(eventTypesQuery);
  // A type that is deleted, or that a link names, is chosen nevertheless.
  const names = new Set([...types.map((each) => each.type), ...(type === undefined ? [] : [type])]);
  const hasCustomers = useHasCustomers() || customer !== undefined;
  const filters = {
    ...(type !== undefined && { type }),
    ...(customer !== undefined && { customer }),
    ...(delivered_to !== undefined && { delivered_to }),
    ...(path !== undefined && value !== undefined && { path, value }),
  };
  return (
    <Group mb="md" gap="md" role="search" aria-label={t(($) => $.events.filters.title)}>
      <Select
        aria-label={t(($) => $.events.filters.type)}
        placeholder={t(($) => $.events.filters.allTypes)}
        data={[...names].sort()}
        value={type ?? null}
        onChange={(chosen) => {
          const { type: _, ...others } = filters;
          onChange({ ...others, ...(chosen !== null && { type: chosen }) });
        }}
        searchable
        clearable
        nothingFoundMessage={t(($) => $.events.filters.noType)}
        clearButtonProps={{ 'aria-label': t(($) => $.events.filters.allTypes) }}
        w={{ base: '100%', xs: 300 }}
      />
      {hasCustomers && (
        <CustomerSelect
          aria-label={t(($) => $.events.filters.customer)}
          placeholder={t(($) => $.events.filters.allCustomers)}
          value={customer}
          onChange={(chosen) => {
            const { customer: _, ...others } = filters;
            onChange({ ...others, ...(chosen !== undefined && { customer: chosen }) });
          }}
          w={{ base: '100%', xs: 220 }}
        />
      )}
      <Switch
        label={t(($) => $.events.filters.noSubscribers)}
        checked={delivered_to === 'nobody'}
        onChange={(event) => {
          const nobody = event.currentTarget.checked;
          const { delivered_to: _, ...others } = filters;
          onChange({ ...others, ...(nobody && { delivered_to: 'nobody' }) });
        }}
      />
      <PayloadFilter
        search={path !== undefined && value !== undefined ? { path, value } : {}}
        editsPaths={paths === true}
        onPathsClosed={() => {
          onChange(filters);
        }}
        onChange={(given) => {
          const { path: _, value: __, ...others } = filters;
          onChange({ ...others, ...given });
        }}
      />
    </Group>
  );
}
