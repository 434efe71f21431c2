import '@mantine/spotlight/styles.layer.css';

import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { searchablePathsQuery } from '../shared/searchable-paths-query.js';
import { findResults, type Result, type ResultGroup } from './find-results.js';
import { idHint } from './id-kind.js';
import classes from './search.module.css';
import { useCustomersOf } from './use-customers-of.js';
import { type FoundEvent, useEventOf } from './use-event-of.js';
import { usePathsWith } from './use-paths-with.js';
import { t } from '../texts/texts.js';

const [store, dialog] = createSpotlight();
/** Passed on to a ScrollArea, which Spotlight's types hide. What scrolls must be reached by the keyboard. */
const scrolled = { viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t(($) => $.search.results) } };

/** A test event comes last: it is seldom what is looked for. */
function withEvent(found: ResultGroup[], event: FoundEvent | undefined): ResultGroup[] {
  if (event === undefined) return found;
  const group = { name: t(($) => $.shell.pages.events), results: [event.result] };
  return event.isTest ? [...found, group] : [group, ...found];
}

/** Finds by id, name or words what the dashboard has a page for. Opens whenever `opening` changes. */
export function SearchDialog({ opening }: { opening: number }) {
  const [query, setQuery] = useState('');
  const router = useRouter();
  const { data: endpoints = [] } = useQuery(allEndpointsQuery);
  const { data: eventTypes = [] } = useQuery(eventTypesQuery);
  const { data: searchable } = useQuery(searchablePathsQuery);
  useEffect(() => {
    dialog.open();
  }, [opening]);
  const event = useEventOf(query);
  const customers = useCustomersOf(query);
  const paths = usePathsWith(query, searchable ?? []);
  const found = findResults(query, { endpoints, customers, eventTypes, paths, hasPaths: searchable?.length !== 0 });
  const groups = withEvent(found, event);
  const hint = idHint(query);
  const open = ({ href }: Result): void => {
    router.history.push(href);
  };

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight="min(28rem, 70vh)"
      // The names of parts that Spotlight leaves without one.
      attributes={{ content: { 'aria-label': t(($) => $.search.search) } }}
      classNames={{ action: classes.action, actionDescription: classes.description }}
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder={t(($) => $.search.placeholder)}
        leftSection={<IconSearch size={18} aria-hidden />}
        aria-label={t(($) => $.search.search)}
        onKeyDown={({ key, nativeEvent: { isComposing } }) => {
          const first = groups[0]?.results[0];
          // Without a chosen result, Spotlight does nothing.
          if (key !== 'Enter' || isComposing || query.trim() === '' || store.getState().selected >= 0 || !first) return;
          dialog.close();
          open(first);
        }}
      />
      <Spotlight.ActionsList {...scrolled}>
        {groups.map(({ name, results }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {results.map((result) => (
              <Spotlight.Action
                key={`${name} ${result.href} ${result.label}`}
                label={result.label}
                {...(result.description !== undefined && { description: result.description })}
                onClick={() => {
                  open(result);
                }}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {(hint !== undefined || groups.length === 0) && (
          <div className={classes.hint} role="status">
            {hint ?? t(($) => $.search.nothing)}
          </div>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
