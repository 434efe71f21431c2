import { Accordion, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { VerifyHelp } from '../endpoints/verify-help.js';
import { Card } from '../parts/card.js';
import { BlockSkeleton } from '../parts/loading.js';
import { RouterButton } from '../parts/router-anchor.js';
import { PublishButton } from '../publish/publish-button.js';
import { PublishHelp } from '../publish/publish-help.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { publishableTypesQuery } from '../shared/event-types-query.js';
import { t } from '../texts/texts.js';
import { anyEventQuery } from './any-event-query.js';
import { anyReplayQuery } from './any-replay-query.js';
import classes from './first-steps.module.css';
import { closedHeight } from './closed-height.js';
import { type Progress, type Step, steps } from '../shared/first-steps-progress.js';

interface StepsListProps {
  progress: Progress;
  onChange: (progress: Progress) => void;
}

/** The steps, those first that are still to do. */
export function StepsList({ progress, onChange }: StepsListProps) {
  const endpoints = useQuery(allEndpointsQuery).data;
  const hasEvent = useQuery(anyEventQuery).data;
  // Once it was seen, nobody needs to ask again.
  const hasReplay = useQuery({ ...anyReplayQuery, enabled: !progress.done.includes('replay') }).data;
  const hasRotation = endpoints?.some(({ previous_secret_expires_at }) => previous_secret_expires_at !== null) === true;
  useEffect(() => {
    // A previous secret expires, and its rotation is no longer seen.
    if (hasRotation && !progress.done.includes('rotate')) onChange({ ...progress, done: [...progress.done, 'rotate'] });
  }, [hasRotation, progress, onChange]);
  // Nothing flickers: the list waits until it knows what is done.
  if (endpoints === undefined || hasEvent === undefined) return <BlockSkeleton height={closedHeight} />;

  const isSeen: Partial<Record<Step, boolean>> = {
    endpoint: endpoints.length > 0,
    event: hasEvent,
    replay: hasReplay === true,
    rotate: hasRotation,
  };
  const isDone = (step: Step): boolean => isSeen[step] === true || progress.done.includes(step);
  const done = steps.filter(isDone).length;
  if (done === steps.length) return null;
  const mark = (step: Step, isMarked: boolean): void => {
    const others = progress.done.filter((one) => one !== step);
    onChange({ ...progress, done: isMarked ? [...others, step] : others });
  };
  // Whoever has published already sees the figures first: the steps begin closed.
  return (
    <Card
      title={t(($) => $.firstSteps.title)}
      description={t(($) => $.firstSteps.progress, { done, total: steps.length })}
      actions={
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            onChange({ ...progress, dismissed: true });
          }}
        >
          {t(($) => $.firstSteps.dismiss)}
        </Button>
      }
    >
      <Accordion
        chevronPosition="right"
        variant="default"
        defaultValue={hasEvent ? null : (steps.find((step) => !isDone(step)) ?? null)}
      >
        {steps.map((step) => (
          <Accordion.Item key={step} value={step}>
            <div className={classes.head}>
              <Mark
                step={step}
                isDone={isDone(step)}
                isSeen={isSeen[step] === true}
                onChange={(isMarked) => {
                  mark(step, isMarked);
                }}
              />
              <Accordion.Control>
                <Text size="sm" fw={600} {...(isDone(step) && { c: 'dimmed' })}>
                  {t(($) => $.firstSteps.steps[step].title)}
                </Text>
              </Accordion.Control>
            </div>
            <Accordion.Panel>
              <Stack gap="sm">
                <Text size="sm">{t(($) => $.firstSteps.steps[step].what)}</Text>
                {help[step]}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Card>
  );
}

interface MarkProps {
  step: Step;
  isDone: boolean;
  /** The data shows it: nothing to mark by hand. */
  isSeen: boolean;
  onChange: (isMarked: boolean) => void;
}

function Mark({ step, isDone, isSeen, onChange }: MarkProps) {
  const title = t(($) => $.firstSteps.steps[step].title);
  return (
    <Checkbox
      aria-label={
        isSeen ? t(($) => $.firstSteps.done, { step: title }) : t(($) => $.firstSteps.markDone, { step: title })
      }
      checked={isDone}
      disabled={isSeen}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
}

/** An event of the organization's own catalogue. */
function PublishFirst() {
  const [first] = useQuery(publishableTypesQuery).data ?? [];
  return (
    <>
      <Group gap="xs">
        <PublishButton primary />
        <RouterButton to="/keys" variant="default">
          {t(($) => $.firstSteps.steps.event.action)}
        </RouterButton>
      </Group>
      {first !== undefined && <PublishHelp type={first.type} data={first.example} />}
    </>
  );
}

const help: Record<Step, ReactNode> = {
  endpoint: (
    <div>
      <RouterButton to="/endpoints/new">{t(($) => $.firstSteps.steps.endpoint.action)}</RouterButton>
    </div>
  ),
  event: <PublishFirst />,
  verify: <VerifyHelp />,
  replay: (
    <div>
      <RouterButton to="/deliveries" variant="default">
        {t(($) => $.firstSteps.steps.replay.action)}
      </RouterButton>
    </div>
  ),
  rotate: (
    <div>
      <RouterButton to="/endpoints" variant="default">
        {t(($) => $.firstSteps.steps.rotate.action)}
      </RouterButton>
    </div>
  ),
};
