import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';
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
  { value: 'pending', label: t(($) => $.deliveries.filterBar.pending) },
  { value: 'delivered', label: t(($) => $.deliveries.filterBar.delivered) },
  { value: 'failed', label: t(($) => $.deliveries.filterBar.failed) },
] satisfies { value: (typeof statuses)[number]; label: string }[];

/** Filters that combine. Each shows its value and can be removed. */
export function FilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const endpoints = useQuery(allEndpointsQuery).data ?? [];
  const types = useQuery(eventTypesQuery).data ?? [];
  return (
    <search className={classes.filters} aria-label={t(($) => $.deliveries.filterBar.title)}>
      <Select
        label={t(($) => $.deliveries.filterBar.endpoint)}
        placeholder={t(($) => $.deliveries.filterBar.anyEndpoint)}
        searchable
        nothingFoundMessage={t(($) => $.deliveries.filterBar.noEndpoint)}
        data={withChosen(
          endpoints.map(({ id, url }) => ({ value: id, label: url })),
          filters.endpoint_id,
        )}
        limit={100}
        value={filters.endpoint_id ?? null}
        onChange={(value) => {
          onChange({ endpoint_id: value ?? undefined });
        }}
        {...removable(t(($) => $.deliveries.filterBar.removeEndpoint))}
      />
      <Select
        label={t(($) => $.deliveries.filterBar.status)}
        placeholder={t(($) => $.deliveries.filterBar.anyStatus)}
        data={statusOptions}
        value={filters.status ?? null}
        onChange={(value) => {
          onChange({ status: statuses.find((status) => status === value) });
        }}
        {...removable(t(($) => $.deliveries.filterBar.removeStatus))}
      />
      <Select
        label={t(($) => $.deliveries.filterBar.eventType)}
        placeholder={t(($) => $.deliveries.filterBar.anyType)}
        searchable
        nothingFoundMessage={t(($) => $.deliveries.filterBar.noType)}
        data={withChosen(
          types.map(({ type }) => ({ value: type, label: type })),
          filters.event_type,
        )}
        limit={100}
        value={filters.event_type ?? null}
        onChange={(value) => {
          onChange({ event_type: value ?? undefined });
        }}
        {...removable(t(($) => $.deliveries.filterBar.removeType))}
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
        {t(($) => $.deliveries.filterBar.clear)}
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
        label={t(($) => $.deliveries.filterBar.eventId)}
        placeholder={t(($) => $.deliveries.filterBar.anyEvent)}
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
              aria-label={t(($) => $.deliveries.filterBar.removeEventId)}
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
const removable = (label: string) =>
  ({
    clearable: true,
    clearButtonProps: { 'aria-label': label, 'aria-hidden': false, tabIndex: 0 },
    comboboxProps: { shadow: 'md', width: 'max-content', position: 'bottom-start' },
    styles: { dropdown: { minWidth: 220, maxWidth: 'min(32rem, 90vw)' } },
  }) as const;

/** The filter's value may be deleted, or not among the listed ones. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: chosen }, ...options];
}
