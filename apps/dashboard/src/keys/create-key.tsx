import type { ApiKey } from '@postrider/contracts';
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { SecretOnce } from '../parts/secret-once.js';
import { FormError } from '../parts/form-error.js';
import { useCreateKey } from './key-calls.js';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

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
        {t(($) => $.keys.create.open)}
      </Button>
      <Modal
        opened={opened}
        onClose={leave}
        title={
          created === undefined
            ? t(($) => $.keys.create.title)
            : t(($) => $.keys.create.created, { name: created.name ?? '' })
        }
        size="lg"
        closeOnClickOutside={created === undefined}
        closeOnEscape={created === undefined}
        withCloseButton={created === undefined}
        closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
      >
        {created === undefined ? (
          <KeyForm creation={creation} onCancel={leave} />
        ) : (
          <SecretOnce secret={created.key} what={t(($) => $.keys.theKey)} onSaved={leave}>
            {t(($) => $.keys.uses[created.kind])}{' '}
            <Trans i18nKey={($) => $.keys.create.howToSend} components={{ code: <code /> }} />
          </SecretOnce>
        )}
      </Modal>
    </>
  );
}

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
          label={t(($) => $.keys.columns.name)}
          description={t(($) => $.keys.create.nameHint)}
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
          label={t(($) => $.keys.columns.kind)}
          value={kind}
          onChange={(value) => {
            setKind(value === 'management' ? 'management' : 'project');
          }}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="project" label={t(($) => $.keys.kinds.project)} description={t(($) => $.keys.uses.project)} />
            <Radio
              value="management"
              label={t(($) => $.keys.kinds.management)}
              description={t(($) => $.keys.uses.management)}
            />
          </Stack>
        </Radio.Group>
        <FormError message={rest} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t(($) => $.parts.cancel)}
          </Button>
          <Button type="submit" loading={creation.isPending}>
            {t(($) => $.keys.create.create)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
