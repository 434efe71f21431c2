import type { ApiKey } from '@postrider/contracts';
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { SecretOnce } from '../parts/secret-once.js';
import { useCreateKey } from './key-calls.js';
import { kindNames } from './kinds.js';

/** Creates a key and shows it once. The dialog stays until the user confirms that the key is saved. */
export function CreateKey() {
  const [opened, { open, close }] = useDisclosure();
  const creation = useCreateKey();
  const created = creation.data;
  const leave = (): void => {
    close();
    creation.reset();
  };
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        Create key
      </Button>
      <Modal
        opened={opened}
        onClose={leave}
        title={created === undefined ? 'Create a key' : `Key “${created.name ?? ''}”`}
        size="lg"
        closeOnClickOutside={created === undefined}
        closeOnEscape={created === undefined}
        withCloseButton={created === undefined}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {created === undefined ? (
          <KeyForm creation={creation} onCancel={leave} />
        ) : (
          <SecretOnce secret={created.key} what="the key" onSaved={leave}>
            {uses[created.kind]} Send it as <code>Authorization: Bearer …</code>. Store it where only that program can
            read it.
          </SecretOnce>
        )}
      </Modal>
    </>
  );
}

const uses: Record<ApiKey['kind'], string> = {
  project: 'Can only publish events. For services.',
  management: 'Full access to this organization, including its keys. For people and their tools.',
};

interface KeyFormProps {
  creation: ReturnType<typeof useCreateKey>;
  onCancel: () => void;
}

function KeyForm({ creation, onCancel }: KeyFormProps) {
  const [kind, setKind] = useState<ApiKey['kind']>('project');
  const [name, setName] = useState('');
  const { fields, rest } = creation.isError ? errorsByField(creation.error, ['name']) : { fields: {}, rest: undefined };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    creation.mutate({ kind, name: name.trim() });
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="The service or person that uses the key."
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          error={fields.name}
          autoComplete="off"
          dir="auto"
          required
          data-autofocus
        />
        <Radio.Group
          label="Kind"
          value={kind}
          onChange={(value) => {
            setKind(value === 'management' ? 'management' : 'project');
          }}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="project" label={kindNames.project} description={uses.project} />
            <Radio value="management" label={kindNames.management} description={uses.management} />
          </Stack>
        </Radio.Group>
        {rest !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {rest}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={creation.isPending}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
