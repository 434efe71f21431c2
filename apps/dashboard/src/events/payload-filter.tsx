import { Box, Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { BlockSkeleton } from '../parts/loading.js';
import { searchablePathsQuery } from '../shared/searchable-paths-query.js';
import { t } from '../texts/texts.js';
import type { EventsSearch } from './events-search.js';
import { SearchablePathsDialog } from './searchable-paths-dialog.js';

type ValueSearch = Pick<EventsSearch, 'path' | 'value'>;

interface ValueFormProps {
  search: ValueSearch;
  onChange: (search: ValueSearch) => void;
}

interface PayloadFilterProps extends ValueFormProps {
  /** Whether the address of the page opens the dialog of the paths. */
  editsPaths: boolean;
  onPathsClosed: () => void;
}

/** Finds events by a value in their payload, or tells how to name the paths of such values. */
export function PayloadFilter({ search, editsPaths, onPathsClosed, onChange }: PayloadFilterProps) {
  const { data: paths } = useQuery(searchablePathsQuery);
  const [opened, { open, close }] = useDisclosure();
  if (paths === undefined) {
    return (
      <Box w="100%">
        <BlockSkeleton height={36} />
      </Box>
    );
  }
  // A path that is removed, or that a link names, is chosen nevertheless.
  const choices = [...new Set([...paths, ...(search.path === undefined ? [] : [search.path])])];
  return (
    <Group gap="sm" w="100%">
      {choices.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(($) => $.events.payloadFilter.howTo)}
        </Text>
      ) : (
        <ValueForm
          // Back and forward, and links, change the values of the fields.
          key={`${search.path ?? ''} ${search.value ?? ''}`}
          paths={choices}
          search={search}
          onChange={onChange}
        />
      )}
      <Button variant="default" onClick={open}>
        {paths.length === 0 ? t(($) => $.events.payloadFilter.name) : t(($) => $.events.payloadFilter.paths)}
      </Button>
      <SearchablePathsDialog
        paths={paths}
        opened={opened || editsPaths}
        onClose={() => {
          close();
          if (editsPaths) onPathsClosed();
        }}
      />
    </Group>
  );
}

function ValueForm({ paths, search, onChange }: ValueFormProps & { paths: readonly string[] }) {
  const [path, setPath] = useState(search.path ?? paths[0] ?? '');
  const [value, setValue] = useState(search.value ?? '');
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    onChange(value === '' ? {} : { path, value });
  };
  return (
    <Group component="form" onSubmit={onSubmit} gap="sm" flex="0 1 auto">
      <Select
        aria-label={t(($) => $.events.payloadFilter.path)}
        data={paths}
        value={path}
        onChange={(chosen) => {
          if (chosen !== null) setPath(chosen);
        }}
        allowDeselect={false}
        w={{ base: '100%', xs: 200 }}
      />
      <TextInput
        aria-label={t(($) => $.events.payloadFilter.value)}
        placeholder={t(($) => $.events.payloadFilter.value)}
        value={value}
        onChange={(event) => {
          setValue(event.currentTarget.value);
        }}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        w={{ base: '100%', xs: 220 }}
      />
      <Button type="submit" variant="default">
        {t(($) => $.events.payloadFilter.find)}
      </Button>
      {search.value !== undefined && (
        <Button
          variant="subtle"
          onClick={() => {
            onChange({});
          }}
        >
          {t(($) => $.events.payloadFilter.clear)}
        </Button>
      )}
    </Group>
  );
}
