import type { EventType } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { eventTypeQuery, useUpdateEventType } from './event-type-calls.js';
import { EventTypeForm } from './event-type-form.js';
import { t } from '../texts/texts.js';

const route = getRouteApi('/shell/event-types/$eventType/edit');

export function EditEventTypePage() {
  const { eventType } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(eventTypeQuery(eventType));
  return (
    <Page
      title={t(($) => $.eventTypes.form.edit, { type: eventType })}
      parent={{ to: '/event-types', name: t(($) => $.shell.pages.eventTypes) }}
    >
      {data === undefined ? (
        <Card>
          {error === null ? (
            <BlockSkeleton height="24rem" />
          ) : (
            <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
          )}
        </Card>
      ) : (
        <EditForm current={data} />
      )}
    </Page>
  );
}

/** Keeps what is typed, whatever is changed elsewhere meanwhile. */
function EditForm({ current }: { current: EventType }) {
  const navigate = useNavigate();
  const change = useUpdateEventType(current.type);
  const back = (): void => void navigate({ to: '/event-types/$eventType', params: { eventType: current.type } });
  return (
    <EventTypeForm
      current={current}
      action={t(($) => $.eventTypes.form.save)}
      pending={change.isPending}
      error={change.error}
      onSubmit={({ type: _, ...content }) => {
        change.mutate(content, {
          onSuccess: () => {
            announce(t(($) => $.eventTypes.form.saved, { type: current.type }));
            back();
          },
        });
      }}
      onCancel={back}
    />
  );
}
