import { Select, type SelectProps, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../texts/texts.js';
import { customersQuery } from './customers-query.js';
import { removable } from './removable.js';

const pauseMs = 250;
/** The API takes no longer text. */
const longestSearch = 200;

interface CustomerSelectProps extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  /** Either id of a customer. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Customers by uid, with the name below it. The server searches for what is typed. */
export function CustomerSelect({ value, onChange, ...props }: CustomerSelectProps) {
  const [text, setText] = useState('');
  const wanted = text.trim() === value ? '' : text.trim().slice(0, longestSearch);
  const [search] = useDebouncedValue(wanted, pauseMs);
  const customers = useQuery(customersQuery(search)).data ?? [];
  const names = new Map(customers.map(({ uid, name }) => [uid, name]));
  const options = [...new Set([...(value === undefined ? [] : [value]), ...names.keys()])];
  return (
    <Select
      {...removable(t(($) => $.shared.customerSelect.remove))}
      searchable
      data={options}
      // A name matches, too, and is not in the options.
      filter={({ options: all }) => all}
      nothingFoundMessage={t(($) => $.shared.customerSelect.none)}
      renderOption={({ option }) => (
        <span>
          <bdi>{option.value}</bdi>
          {names.get(option.value) != null && (
            <Text component="span" display="block" size="xs" c="dimmed" dir="auto">
              {names.get(option.value)}
            </Text>
          )}
        </span>
      )}
      searchValue={text}
      onSearchChange={setText}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
      }}
      {...props}
    />
  );
}
