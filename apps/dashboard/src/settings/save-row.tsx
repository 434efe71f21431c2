import { Button, Group, Text } from '@mantine/core';
import { FormError } from '../parts/form-error.js';
import { t } from '../texts/texts.js';

interface SaveRowProps {
  label: string;
  /** What is wrong besides the fields. */
  error: string | undefined;
  isPending: boolean;
  /** Whether what the form shows is saved. */
  isSaved: boolean;
  disabled?: boolean;
}

/** The end of a form of settings. */
export function SaveRow({ label, error, isPending, isSaved, disabled = false }: SaveRowProps) {
  return (
    <>
      <FormError message={error} />
      <Group gap="sm">
        <Button type="submit" disabled={disabled} loading={isPending}>
          {label}
        </Button>
        {isSaved && (
          <Text size="sm" c="dimmed">
            {t(($) => $.settings.saved)}
          </Text>
        )}
      </Group>
    </>
  );
}
