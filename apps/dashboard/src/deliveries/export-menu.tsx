import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ExportFormat } from '@postrider/contracts';
import { t } from '../texts/texts.js';

interface ExportMenuProps {
  isPending: boolean;
  isDisabled: boolean;
  onExport: (format: ExportFormat) => void;
  /** A file of all of them, which is written in the background. */
  onAll: (format: ExportFormat) => void;
}

/** Saves the deliveries that match the filters as a file. */
export function ExportMenu({ isPending, isDisabled, onExport, onAll }: ExportMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={isPending}
          disabled={isDisabled}
        >
          {t(($) => $.deliveries.export.title)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            onExport('csv');
          }}
        >
          {t(($) => $.deliveries.export.csv)}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            onExport('ndjson');
          }}
        >
          {t(($) => $.deliveries.export.ndjson)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t(($) => $.deliveries.export.large)}</Menu.Label>
        <Menu.Item
          onClick={() => {
            onAll('csv');
          }}
        >
          {t(($) => $.deliveries.export.allCsv)}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            onAll('ndjson');
          }}
        >
          {t(($) => $.deliveries.export.allNdjson)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
