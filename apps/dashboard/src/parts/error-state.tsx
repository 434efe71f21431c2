import { Button, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { ApiError, messageOf } from '../api/api-error.js';
import { t } from '../texts/texts.js';
import { BrokenDrawing } from './drawings.js';

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  retrying?: boolean;
}

/** Instead of what could not be loaded. */
export function ErrorState({ error, onRetry, retrying = false }: ErrorStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" role="alert">
      <BrokenDrawing />
      <Title order={2}>{t(($) => $.parts.notLoaded)}</Title>
      <Text c="dimmed" size="sm" maw="100%">
        {messageOf(error)}
      </Text>
      {error instanceof ApiError && (
        <Text c="dimmed" size="xs">
          {error.status} <code>{error.code}</code>
        </Text>
      )}
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={onRetry}
        loading={retrying}
        mt="xs"
      >
        {t(($) => $.parts.tryAgain)}
      </Button>
    </Stack>
  );
}
