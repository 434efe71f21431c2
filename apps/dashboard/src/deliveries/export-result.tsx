import { Button, CloseButton, Group, Text } from '@mantine/core';
import { messageOf } from '../api/api-error.js';
import type { ExportFormat } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import classes from './deliveries.module.css';
import type { EndOfExport } from './export-end.js';

interface ExportResultProps {
  end: EndOfExport | undefined;
  error: unknown;
  isPending: boolean;
  onContinue: (end: EndOfExport) => void;
  /** Starts an operation that writes all of it to one file. */
  onAll: (format: ExportFormat) => void;
  isStarting: boolean;
  onDismiss: () => void;
}

/** Below the toolbar: what an export came to, and the way to the rest of one that was cut. */
export function ExportResult({ end, error, isPending, onContinue, onAll, isStarting, onDismiss }: ExportResultProps) {
  if (end === undefined && (error === null || error === undefined)) return null;
  return (
    <Group className={classes.exportResult} gap="xs" role="status">
      {end === undefined ? (
        <Text size="sm" c="var(--mantine-color-error)" flex={1}>
          {messageOf(error)}
        </Text>
      ) : (
        <>
          <Text size="sm" flex="1 1 14rem">
            {end.next_cursor === null
              ? t(($) => $.deliveries.export.done, { count: end.deliveries })
              : t(($) => $.deliveries.export.cut, { count: end.deliveries })}
          </Text>
          {end.next_cursor !== null && (
            <Button
              size="compact-sm"
              variant="light"
              loading={isStarting}
              onClick={() => {
                onAll(end.format);
              }}
            >
              {t(($) => $.deliveries.export.all)}
            </Button>
          )}
          {end.next_cursor !== null && (
            <Button
              size="compact-sm"
              variant="light"
              loading={isPending}
              onClick={() => {
                onContinue(end);
              }}
            >
              {t(($) => $.deliveries.export.rest)}
            </Button>
          )}
        </>
      )}
      <CloseButton size="sm" aria-label={t(($) => $.deliveries.export.dismiss)} onClick={onDismiss} />
    </Group>
  );
}
