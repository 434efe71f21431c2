import { Button, Group, Text } from '@mantine/core';
import { Trans } from 'react-i18next';
import { ExactTime } from '../parts/time.js';
import { cursorTime } from '../shared/cursor-time.js';
import { t } from '../texts/texts.js';

interface SearchOnProps {
  cursor: string;
  onContinue: () => void;
}

/** Below the rows of a page that is not full though more may match: a search compares a limited number of deliveries. */
export function SearchOn({ cursor, onContinue }: SearchOnProps) {
  const until = cursorTime(cursor);
  return (
    <Group justify="center" gap="sm" p="md">
      {until !== undefined && (
        <Text size="sm" c="dimmed">
          <Trans i18nKey={($) => $.deliveries.searchOn.until} components={{ time: <ExactTime value={until} /> }} />
        </Text>
      )}
      <Button size="compact-sm" variant="light" onClick={onContinue}>
        {t(($) => $.deliveries.searchOn.more)}
      </Button>
    </Group>
  );
}
