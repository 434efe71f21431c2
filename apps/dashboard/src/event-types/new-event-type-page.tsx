import { useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { Page } from '../parts/page.js';
import { useCreateEventType } from './event-type-calls.js';
import { EventTypeForm } from './event-type-form.js';
import { t } from '../texts/texts.js';

export function NewEventTypePage() {
  const navigate = useNavigate();
  const creation = useCreateEventType();
  return (
    <Page
      title={t(($) => $.eventTypes.form.new)}
      parent={{ to: '/event-types', name: t(($) => $.shell.pages.eventTypes) }}
    >
      <EventTypeForm
        action={t(($) => $.eventTypes.form.create)}
        pending={creation.isPending}
        error={creation.error}
        onSubmit={(content) => {
          creation.mutate(content, {
            onSuccess: ({ type }) => {
              announce(t(($) => $.eventTypes.form.created, { type }));
              void navigate({ to: '/event-types/$eventType', params: { eventType: type } });
            },
          });
        }}
        onCancel={() => void navigate({ to: '/event-types' })}
      />
    </Page>
  );
}
