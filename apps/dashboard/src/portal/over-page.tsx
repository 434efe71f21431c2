import { Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '../texts/texts.js';
import { BackLink } from './back-link.js';

/** Instead of the content, which stays below as it is: in a frame the session may go on. */
export function OverPage() {
  useEffect(() => {
    document.title = t(($) => $.portal.over.title);
  }, []);
  return (
    <Stack component="main" align="center" gap="xs" py="xl" px="md" ta="center" role="alert">
      <Title order={1}>{t(($) => $.portal.over.title)}</Title>
      <Text size="sm" c="dimmed">
        {t(($) => $.portal.over.reopen)}
      </Text>
      <BackLink />
    </Stack>
  );
}
