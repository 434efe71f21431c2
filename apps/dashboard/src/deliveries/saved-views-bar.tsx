import { Button, CloseButton, Group, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { RouterButton } from '../parts/router-anchor.js';
import { isFiltered, type ListFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';
import { isSame, longestName, mostViews, useSavedViews } from './saved-views.js';

/** Filters under a name, above the fields. Without any there is nothing but, with filters, the button that saves them. */
export function SavedViewsBar({ filters }: { filters: ListFilters }) {
  const { views, save, remove } = useSavedViews();
  const isNew = isFiltered(filters) && views.length < mostViews && !views.some((view) => isSame(view.filters, filters));
  if (views.length === 0 && !isNew) return null;
  return (
    <Group gap="xs" mb="sm" role="group" aria-label={t(($) => $.deliveries.savedViews.title)}>
      {views.map((view) => (
        <Group key={view.name} gap={0} wrap="nowrap">
          <RouterButton
            to="/deliveries"
            search={view.filters}
            size="compact-sm"
            variant={isSame(view.filters, filters) ? 'light' : 'default'}
            aria-current={isSame(view.filters, filters) ? 'true' : undefined}
          >
            {view.name}
          </RouterButton>
          <CloseButton
            size="sm"
            aria-label={t(($) => $.deliveries.savedViews.remove, { name: view.name })}
            onClick={() => {
              remove(view.name);
            }}
          />
        </Group>
      ))}
      {isNew && (
        <SaveView
          onSave={(name) => {
            save({ name, filters });
          }}
        />
      )}
    </Group>
  );
}

function SaveView({ onSave }: { onSave: (name: string) => void }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [name, setName] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') return;
    close();
    setName('');
    onSave(trimmed);
  };
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={toggle}
        >
          {t(($) => $.deliveries.savedViews.save)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(($) => $.deliveries.savedViews.save)}>
        <form onSubmit={submit}>
          <Group gap="xs" align="end">
            <TextInput
              label={t(($) => $.deliveries.savedViews.name)}
              value={name}
              maxLength={longestName}
              autoComplete="off"
              onChange={(event) => {
                setName(event.currentTarget.value);
              }}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {t(($) => $.deliveries.savedViews.confirm)}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
