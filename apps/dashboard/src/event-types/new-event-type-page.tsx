import { useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { Page } from '../parts/page.js';
import { useCreateEventType } from './event-type-calls.js';
import { EventTypeForm } from './event-type-form.js';

export function NewEventTypePage() {
  const navigate = useNavigate();
  const creation = useCreateEventType();
  return (
    <Page title="New event type" parent={{ to: '/event-types', name: 'Event types' }}>
      <EventTypeForm
        action="Create"
        pending={creation.isPending}
        error={creation.error}
        onSubmit={(content) => {
          creation.mutate(content, {
            onSuccess: ({ type }) => {
              announce(`Created the event type ${type}`);
              void navigate({ to: '/event-types/$eventType', params: { eventType: type } });
            },
          });
        }}
        onCancel={() => void navigate({ to: '/event-types' })}
      />
    </Page>
  );
}
