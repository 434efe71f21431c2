import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import { t } from '../texts/texts.js';

interface CursorPagesProps {
  /** Of the page that is shown; undefined on the first. */
  cursor: string | undefined;
  nextCursor: string | null;
  /** Called with undefined for the first page. Put it into the URL, so that "back" leads to the page before. */
  onChange: (cursor: string | undefined) => void;
  /** What is listed: "deliveries". */
  what: string;
  /** Goes to the page before, where it is known: an API that pages by cursor does not know it. */
  onNewer?: (() => void) | undefined;
}

/** "Newest", "Newer" where that is known, and "Older". */
export function CursorPages({ cursor, nextCursor, onChange, what, onNewer }: CursorPagesProps) {
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <Group justify="space-between" p="sm" component="nav" aria-label={t(($) => $.parts.pages.of, { what })}>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconChevronsLeft size={14} aria-hidden />}
          disabled={cursor === undefined}
          onClick={() => {
            onChange(undefined);
          }}
        >
          {t(($) => $.parts.pages.newest)}
        </Button>
        {onNewer !== undefined && (
          <Button variant="default" size="xs" leftSection={<IconChevronLeft size={14} aria-hidden />} onClick={onNewer}>
            {t(($) => $.parts.pages.newer)}
          </Button>
        )}
      </Group>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        disabled={nextCursor === null}
        onClick={() => {
          if (nextCursor !== null) onChange(nextCursor);
        }}
      >
        {t(($) => $.parts.pages.older)}
      </Button>
    </Group>
  );
}
