import { Button, Group, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';
import { eventTypesQuery } from './event-types-query.js';
import { isTypeOfCustomers } from './operational-type.js';
import { prefixMeantBy, suggestions } from './suggestions.js';

interface SubscriptionsInputProps {
  label: string;
  description: string;
  value: string[];
  onChange: (types: string[]) => void;
  error: ReactNode;
  required?: boolean;
  /** Whether they are a customer's. */
  isOfCustomer: boolean;
}

/** Event types and prefixes, chosen from the catalogue or typed. */
export function SubscriptionsInput({ value, onChange, isOfCustomer, ...field }: SubscriptionsInputProps) {
  const all = (useQuery(eventTypesQuery).data ?? []).map(({ type }) => type);
  const types = isOfCustomer ? all.filter(isTypeOfCustomers) : all;
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const meant = prefixMeantBy(search, types);
  const known = suggestions(types);
  return (
    <div>
      <TagsInput
        {...field}
        placeholder={value.length === 0 ? t(($) => $.shared.subscriptions.choose) : ''}
        data={meant === undefined || known.includes(meant) ? known : [meant, ...known]}
        value={value}
        onChange={(chosen) => {
          onChange([...new Set(chosen.map((type) => (type.endsWith('.') ? `${type}*` : type)))]);
          // The options would cover the question below.
          if (chosen.some((type) => prefixMeantBy(type, types) !== undefined)) setOpened(false);
        }}
        searchValue={search}
        onSearchChange={(typed) => {
          setSearch(typed);
          if (typed !== '') setOpened(true);
        }}
        dropdownOpened={opened}
        onDropdownOpen={() => {
          setOpened(true);
        }}
        onDropdownClose={() => {
          setOpened(false);
        }}
        onClick={() => {
          setOpened(true);
        }}
        renderOption={({ option }) => (option.value === '*' ? t(($) => $.shared.subscriptions.all) : option.value)}
        acceptValueOnBlur
        clearable
        comboboxProps={{ transitionProps: { duration: 0 } }}
        maxDropdownHeight={260}
      />
      {value.map((typed) => {
        const prefix = prefixMeantBy(typed, types);
        if (prefix === undefined) return null;
        return (
          <DidYouMean
            key={typed}
            typed={typed}
            prefix={prefix}
            onReplace={() => {
              onChange([...new Set(value.map((each) => (each === typed ? prefix : each)))]);
            }}
          />
        );
      })}
    </div>
  );
}

interface DidYouMeanProps {
  typed: string;
  prefix: string;
  onReplace: () => void;
}

function DidYouMean({ typed, prefix, onReplace }: DidYouMeanProps) {
  return (
    <Group gap="xs" mt={6} role="status">
      <Text size="sm">
        <Trans i18nKey={($) => $.shared.subscriptions.unknown} components={{ type: <bdi>{typed}</bdi> }} />
      </Text>
      <Button variant="default" size="compact-xs" onClick={onReplace}>
        {t(($) => $.shared.subscriptions.meant, { prefix })}
      </Button>
    </Group>
  );
}
