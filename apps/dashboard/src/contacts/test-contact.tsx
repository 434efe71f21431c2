import { Button, Loader, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Contact } from '@postrider/contracts';
import { FormError } from '../parts/form-error.js';
import { messageOf } from '../api/api-error.js';
import { t } from '../texts/texts.js';
import { useTestContact } from './contact-calls.js';
import { contactTarget } from './contact-target.js';

/** Sends a test message, and shows what the mail server or Slack says. */
export function TestContact({ contact }: { contact: Contact }) {
  const [opened, { open, close }] = useDisclosure();
  const test = useTestContact(contact);
  const target = contactTarget(contact);
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={t(($) => $.contacts.test.named, { target })}
        onClick={() => {
          open();
          test.mutate();
        }}
      >
        {t(($) => $.contacts.test.send)}
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          close();
          test.reset();
        }}
        title={t(($) => $.contacts.test.title, { target })}
        closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
      >
        <Stack gap="sm" role="status">
          {test.isError ? (
            <FormError message={messageOf(test.error)} />
          ) : (
            <Result channel={contact.channel} result={test.result} />
          )}
        </Stack>
      </Modal>
    </>
  );
}

interface ResultProps {
  channel: Contact['channel'];
  result: Contact['last_test'] | undefined;
}

function Result({ channel, result }: ResultProps) {
  if (result == null || result.outcome === 'pending') {
    return (
      <Text size="sm">
        <Loader size={14} mr="xs" aria-hidden />
        {t(($) => $.contacts.test.pending)}
      </Text>
    );
  }
  const { outcome, error } = result;
  return (
    <>
      <Text size="sm" fw={600}>
        {outcome === 'sent' ? t(($) => $.contacts.test.sent[channel]) : t(($) => $.contacts.test[outcome])}
      </Text>
      {error !== null && (
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{error}</bdi>
        </Text>
      )}
    </>
  );
}
