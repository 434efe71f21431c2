import { Button, Group, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { t } from '../texts/texts.js';
import { longestName } from './saved-views.js';

/** Asks for the name under which the filters are saved. */
export function SaveView({ onSave }: { onSave: (name: string) => void }) {
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
        <Button variant="subtle" px="xs" leftSection={<IconBookmark size={14} aria-hidden />} onClick={toggle}>
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
