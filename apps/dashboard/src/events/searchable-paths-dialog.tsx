import { Button, Group, Modal, Stack, TagsInput, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { FormError } from '../parts/form-error.js';
import { t } from '../texts/texts.js';
import { useUpdateSearchablePaths } from './event-queries.js';

interface SearchablePathsDialogProps {
  paths: readonly string[];
  opened: boolean;
  onClose: () => void;
}

export function SearchablePathsDialog({ paths, opened, onClose }: SearchablePathsDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(($) => $.events.paths.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.events.paths.close) }}
    >
      <PathsForm paths={paths} onClose={onClose} />
    </Modal>
  );
}

function PathsForm({ paths, onClose }: Omit<SearchablePathsDialogProps, 'opened'>) {
  const [wanted, setWanted] = useState([...paths]);
  const update = useUpdateSearchablePaths();
  const { fields, rest } = update.isError ? errorsByField(update.error, ['paths']) : { fields: {}, rest: undefined };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    update.mutate(wanted, {
      onSuccess: () => {
        announce(t(($) => $.events.paths.saved));
        onClose();
      },
    });
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t(($) => $.events.paths.note)}</Text>
        <TagsInput
          label={t(($) => $.events.paths.label)}
          description={t(($) => $.events.paths.description)}
          placeholder={wanted.length === 0 ? 'data.order_id' : ''}
          value={wanted}
          onChange={(given) => {
            setWanted([...new Set(given.flatMap(pathsIn))]);
          }}
          error={fields.paths}
          acceptValueOnBlur
          clearable
          dir="ltr"
          data-autofocus
        />
        <FormError message={rest} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.events.paths.cancel)}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {t(($) => $.events.paths.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The field splits texts with commas while they are typed, but not when it loses the focus. */
const pathsIn = (text: string): string[] =>
  text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '')
    .map((path) => (path.startsWith('data.') ? path : `data.${path}`));
