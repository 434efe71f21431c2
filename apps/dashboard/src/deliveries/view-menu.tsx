import { Button, Checkbox, Popover, Radio, Stack } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { t } from '../texts/texts.js';
import { columnKeys, type TableView } from './table-view.js';

interface ViewMenuProps {
  view: TableView;
  onChange: (view: TableView) => void;
}

/** Chooses the columns and the height of the rows. */
export function ViewMenu({ view, onChange }: ViewMenuProps) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}>
          {t(($) => $.deliveries.view.title)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(($) => $.deliveries.view.title)}>
        <Stack gap="md">
          <Checkbox.Group
            label={t(($) => $.deliveries.view.columns)}
            value={[...view.columns]}
            onChange={(chosen) => {
              onChange({ ...view, columns: columnKeys.filter((key) => chosen.includes(key)) });
            }}
          >
            <Stack gap={6} mt={6}>
              {columnKeys.map((key) => (
                <Checkbox key={key} size="xs" value={key} label={t(($) => $.deliveries.table[key])} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Radio.Group
            label={t(($) => $.deliveries.view.rows)}
            value={view.isCompact ? 'compact' : 'comfortable'}
            onChange={(chosen) => {
              onChange({ ...view, isCompact: chosen === 'compact' });
            }}
          >
            <Stack gap={6} mt={6}>
              <Radio size="xs" value="comfortable" label={t(($) => $.deliveries.view.comfortable)} />
              <Radio size="xs" value="compact" label={t(($) => $.deliveries.view.compact)} />
            </Stack>
          </Radio.Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
