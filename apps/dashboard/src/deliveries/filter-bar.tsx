import { Button, Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { CustomerSelect } from '../shared/customer-select.js';
import { useHasCustomers } from '../shared/customers-query.js';
import { comparedOf, type FilterChange, isFiltered, type UrlFilters, statuses } from '../shared/delivery-filters.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';
import classes from './filter-bar.module.css';
import { EndpointFilter } from './endpoint-filter.js';
import { MoreFilters } from './more-filters.js';
import { removable } from '../shared/removable.js';
import { TextFilter } from './text-filter.js';
import { TimeFilter } from './time-filter.js';
import { withChosen } from './with-chosen.js';

interface FilterBarProps {
  filters: UrlFilters;
  onChange: (change: FilterChange) => void;
  onClear: () => void;
  /** A further button. */
  children: ReactNode;
}

const statusOptions = [
  { value: 'pending', label: t(($) => $.deliveries.filterBar.pending) },
  { value: 'delivered', label: t(($) => $.deliveries.filterBar.delivered) },
  { value: 'failed', label: t(($) => $.deliveries.filterBar.failed) },
] satisfies { value: (typeof statuses)[number]; label: string }[];

/** Filters that combine. Each shows its value and can be removed. */
export function FilterBar({ filters, onChange, onClear, children }: FilterBarProps) {
  const types = useQuery(eventTypesQuery).data ?? [];
  const [chosen, setChosen] = useState<boolean>();
  const opened = chosen ?? isFiltered(comparedOf(filters));
  const hasCustomers = useHasCustomers() || filters.customer !== undefined;
  const id = useId();
  return (
    <search className={classes.bar} aria-label={t(($) => $.deliveries.filterBar.title)}>
      <div className={classes.filters} data-customers={hasCustomers || undefined}>
        <EndpointFilter
          value={filters.endpoint_id}
          onChange={(endpoint_id) => {
            onChange({ endpoint_id });
          }}
        />
        {hasCustomers && (
          <CustomerSelect
            label={t(($) => $.deliveries.filterBar.customer)}
            placeholder={t(($) => $.deliveries.filterBar.anyCustomer)}
            value={filters.customer}
            onChange={(customer) => {
              onChange({ customer });
            }}
          />
        )}
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
        <TextFilter
          key={filters.event_id ?? ''}
          label={t(($) => $.deliveries.filterBar.eventId)}
          placeholder={t(($) => $.deliveries.filterBar.anyEvent)}
          removeLabel={t(($) => $.deliveries.filterBar.removeEventId)}
          value={filters.event_id ?? ''}
          onChange={(event_id) => {
            onChange({ event_id });
          }}
        />
        <TimeFilter range={filters} onChange={onChange} />
        <div className={classes.buttons}>
          <Button
            variant="subtle"
            px="xs"
            aria-expanded={opened}
            aria-controls={id}
            rightSection={<IconChevronDown size={14} aria-hidden className={classes.chevron} />}
            onClick={() => {
              setChosen(!opened);
            }}
          >
            {t(($) => $.deliveries.filterBar.more)}
          </Button>
          {isFiltered(filters) && (
            <Button variant="subtle" px="xs" onClick={onClear}>
              {t(($) => $.deliveries.filterBar.clear)}
            </Button>
          )}
          {children}
        </div>
      </div>
      {opened && (
        <div id={id} className={classes.more}>
          <MoreFilters filters={filters} onChange={onChange} />
        </div>
      )}
    </search>
  );
}
