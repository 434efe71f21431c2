import { CloseButton, Group } from '@mantine/core';
import { RouterButton } from '../parts/router-anchor.js';
import type { UrlFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';
import { isSame, type SavedView } from './saved-views.js';

interface SavedViewsBarProps {
  views: readonly SavedView[];
  filters: UrlFilters;
  onRemove: (name: string) => void;
}

/** Filters under a name. */
export function SavedViewsBar({ views, filters, onRemove }: SavedViewsBarProps) {
  if (views.length === 0) return null;
  return (
    <Group gap="xs" mb="sm" role="group" aria-label={t(($) => $.deliveries.savedViews.title)}>
      {views.map((view) => (
        <Group key={view.name} gap={0} wrap="nowrap">
          <RouterButton
            to="/deliveries"
            search={view.filters}
            size="compact-sm"
            variant={isSame(view.filters, filters) ? 'light' : 'default'}
            aria-current={isSame(view.filters, filters) ? 'true' : undefined}
          >
            {view.name}
          </RouterButton>
          <CloseButton
            size="sm"
            aria-label={t(($) => $.deliveries.savedViews.remove, { name: view.name })}
            onClick={() => {
              onRemove(view.name);
            }}
          />
        </Group>
      ))}
    </Group>
  );
}
