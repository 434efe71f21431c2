import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../texts/texts.js';
import { eventTypesQuery } from './event-types-query.js';
import { suggestions } from './suggestions.js';

interface SubscriptionsInputProps {
  label: string;
  description: string;
  value: string[];
  onChange: (types: string[]) => void;
  error: ReactNode;
  required?: boolean;
}

/** Event types and prefixes, chosen from the catalogue or typed. */
export function SubscriptionsInput({ value, onChange, ...field }: SubscriptionsInputProps) {
  const catalogue = useQuery(eventTypesQuery).data ?? [];
  return (
    <TagsInput
      {...field}
      placeholder={value.length === 0 ? t(($) => $.shared.subscriptions.choose) : ''}
      data={suggestions(catalogue.map(({ type }) => type))}
      value={value}
      onChange={(chosen) => {
        onChange([...new Set(chosen.map((type) => (type.endsWith('.') ? `${type}*` : type)))]);
      }}
      renderOption={({ option }) => (option.value === '*' ? t(($) => $.shared.subscriptions.all) : option.value)}
      acceptValueOnBlur
      openOnFocus={false}
      clearable
      comboboxProps={{ transitionProps: { duration: 0 } }}
      maxDropdownHeight={260}
    />
  );
}
