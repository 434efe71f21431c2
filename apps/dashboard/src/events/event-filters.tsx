import { Group, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery } from '../shared/event-types-query.js';
import type { EventsSearch } from './events-search.js';

interface EventFiltersProps {
  search: EventsSearch;
  /** Called with the filters alone: another filter begins at the first page. */
  onChange: (search: EventsSearch) => void;
}

export function EventFilters({ search: { type, delivered_to }, onChange }: EventFiltersProps) {
  const { data: types = [] } = useQuery(eventTypesQuery);
  // A type that is deleted, or that a link names, is chosen nevertheless.
  const names = new Set([...types.map((each) => each.type), ...(type === undefined ? [] : [type])]);
  return (
    <Group mb="md" gap="md" role="search" aria-label="Filter events">
      <Select
        aria-label="Event type"
        placeholder="All event types"
        data={[...names].sort()}
        value={type ?? null}
        onChange={(value) => {
          onChange({ ...(value !== null && { type: value }), ...(delivered_to !== undefined && { delivered_to }) });
        }}
        searchable
        clearable
        nothingFoundMessage="No matching type"
        clearButtonProps={{ 'aria-label': 'All event types' }}
        w={{ base: '100%', xs: 300 }}
      />
      <Switch
        label="No subscribers"
        checked={delivered_to === 'nobody'}
        onChange={(event) => {
          const nobody = event.currentTarget.checked;
          onChange({ ...(type !== undefined && { type }), ...(nobody && { delivered_to: 'nobody' }) });
        }}
      />
    </Group>
  );
}
