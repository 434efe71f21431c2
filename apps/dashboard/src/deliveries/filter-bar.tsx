import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import classes from './deliveries.module.css';
import { isFiltered, statuses, type DeliveryFilters } from '../shared/delivery-filters.js';
import { TimeFilter } from './time-filter.js';

/** A filter's value; undefined removes it. */
export type FilterChange = { [Name in keyof DeliveryFilters]?: DeliveryFilters[Name] | undefined };

interface FilterBarProps {
  filters: DeliveryFilters;
  onChange: (change: FilterChange) => void;
  onClear: () => void;
}

const statusOptions = [
  { value: 'pending', label: 'Pending' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
] satisfies { value: (typeof statuses)[number]; label: string }[];

/** Filters that combine. Each shows its value and can be removed. */
export function FilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const endpoints = useQuery(allEndpointsQuery).data ?? [];
  const types = useQuery(eventTypesQuery).data ?? [];
  return (
    <search className={classes.filters} aria-label="Filters">
      <Select
        label="Endpoint"
        placeholder="Any endpoint"
        searchable
        nothingFoundMessage="No matching endpoint"
        data={withChosen(
          endpoints.map(({ id, url }) => ({ value: id, label: url })),
          filters.endpoint_id,
        )}
        limit={100}
        value={filters.endpoint_id ?? null}
        onChange={(value) => {
          onChange({ endpoint_id: value ?? undefined });
        }}
        {...removable('endpoint')}
      />
      <Select
        label="Status"
        placeholder="Any status"
        data={statusOptions}
        value={filters.status ?? null}
        onChange={(value) => {
          onChange({ status: statuses.find((status) => status === value) });
        }}
        {...removable('status')}
      />
      <Select
        label="Event type"
        placeholder="Any type"
        searchable
        nothingFoundMessage="No matching type"
        data={withChosen(
          types.map(({ type }) => ({ value: type, label: type })),
          filters.event_type,
        )}
        limit={100}
        value={filters.event_type ?? null}
        onChange={(value) => {
          onChange({ event_type: value ?? undefined });
        }}
        {...removable('event type')}
      />
      <EventIdFilter
        key={filters.event_id ?? ''}
        value={filters.event_id ?? ''}
        onChange={(event_id) => {
          onChange({ event_id });
        }}
      />
      <TimeFilter range={filters} onChange={onChange} />
      <Button
        variant="subtle"
        className={classes.clear}
        onClick={onClear}
        data-off={isFiltered(filters) ? undefined : true}
      >
        Clear filters
      </Button>
    </search>
  );
}

/** Applied on Enter and on blur, since each letter would make a call. */
function EventIdFilter({ value, onChange }: { value: string; onChange: (value: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const apply = (): void => {
    const trimmed = text.trim();
    if (trimmed !== value) onChange(trimmed === '' ? undefined : trimmed);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Event id"
        placeholder="Any event"
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onBlur={apply}
        rightSection={
          value !== '' && (
            <CloseButton
              size="sm"
              variant="transparent"
              aria-label="Remove the event id filter"
              onClick={() => {
                onChange(undefined);
              }}
            />
          )
        }
      />
    </form>
  );
}

/** A clear button that the keyboard and screen readers reach, too. */
const removable = (what: string) =>
  ({
    clearable: true,
    clearButtonProps: { 'aria-label': `Remove the ${what} filter`, 'aria-hidden': false, tabIndex: 0 },
    comboboxProps: { shadow: 'md', width: 'max-content', position: 'bottom-start' },
    styles: { dropdown: { minWidth: 220, maxWidth: 'min(32rem, 90vw)' } },
  }) as const;

/** The filter's value may be deleted, or not among the listed ones. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: chosen }, ...options];
}
