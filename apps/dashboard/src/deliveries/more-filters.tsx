import { Select } from '@mantine/core';
import type { FailureReason } from '@postrider/contracts';
import { failureReasons, type FilterChange, type UrlFilters, responseClasses } from '../shared/delivery-filters.js';
import { isPortal } from '../api/permissions.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { removable } from '../shared/removable.js';
import { TextFilter } from './text-filter.js';

interface MoreFiltersProps {
  filters: UrlFilters;
  onChange: (change: FilterChange) => void;
}

const yesOrNo = (value: string | null): boolean | undefined => (value === null ? undefined : value === 'true');

/** A brief result as a title: "Timed out". */
function reasonName(reason: FailureReason): string {
  if (reason === 'http_error') return t(($) => $.deliveries.moreFilters.httpError);
  const brief = t(($) => $.shared.brief[reason]);
  return brief.charAt(0).toUpperCase() + brief.slice(1);
}

/** Filters by what came of a delivery. */
export function MoreFilters({ filters, onChange }: MoreFiltersProps) {
  const { response_status, response_class, failure_reason, min_attempts, min_duration_ms, test, replayed } = filters;
  const response = response_class ?? response_status?.toString() ?? '';
  return (
    <>
      <TextFilter
        key={`response ${response}`}
        label={t(($) => $.deliveries.moreFilters.response)}
        placeholder={t(($) => $.deliveries.moreFilters.anyResponse)}
        removeLabel={t(($) => $.deliveries.moreFilters.removeResponse)}
        error={t(($) => $.deliveries.moreFilters.wrongResponse)}
        pattern={/^[1-5]\d\d$|^[2-5]xx$/}
        value={response}
        onChange={(value = '') => {
          onChange({
            response_class: responseClasses.find((each) => each === value),
            response_status: /^\d+$/.test(value) ? Number(value) : undefined,
          });
        }}
      />
      <Select
        label={t(($) => $.deliveries.moreFilters.reason)}
        placeholder={t(($) => $.deliveries.moreFilters.anyReason)}
        data={failureReasons.map((reason) => ({ value: reason, label: reasonName(reason) }))}
        value={failure_reason ?? null}
        onChange={(value) => {
          onChange({ failure_reason: failureReasons.find((reason) => reason === value) });
        }}
        {...removable(t(($) => $.deliveries.moreFilters.removeReason))}
      />
      <TextFilter
        key={`attempts ${min_attempts ?? ''}`}
        label={t(($) => $.deliveries.moreFilters.attempts)}
        placeholder={t(($) => $.deliveries.moreFilters.anyAttempts)}
        removeLabel={t(($) => $.deliveries.moreFilters.removeAttempts)}
        error={t(($) => $.deliveries.moreFilters.wrongAttempts)}
        pattern={/^\d{1,6}$/}
        value={min_attempts?.toString() ?? ''}
        onChange={(value) => {
          onChange({ min_attempts: value === undefined ? undefined : Number(value) });
        }}
      />
      <TextFilter
        key={`duration ${min_duration_ms ?? ''}`}
        label={t(($) => $.deliveries.moreFilters.duration)}
        placeholder={t(($) => $.deliveries.moreFilters.anyDuration)}
        removeLabel={t(($) => $.deliveries.moreFilters.removeDuration)}
        error={t(($) => $.deliveries.moreFilters.wrongDuration)}
        pattern={/^\d{1,7}$/}
        value={min_duration_ms?.toString() ?? ''}
        onChange={(value) => {
          onChange({ min_duration_ms: value === undefined ? undefined : Number(value) });
        }}
      />
      <Select
        label={t(($) => $.deliveries.moreFilters.test)}
        placeholder={t(($) => $.deliveries.moreFilters.anyTest)}
        data={[
          { value: 'true', label: t(($) => $.deliveries.moreFilters.onlyTest) },
          { value: 'false', label: t(($) => $.deliveries.moreFilters.noTest) },
        ]}
        value={test?.toString() ?? null}
        onChange={(value) => {
          onChange({ test: yesOrNo(value) });
        }}
        {...removable(t(($) => $.deliveries.moreFilters.removeTest))}
      />
      <Select
        label={t(($) => $.deliveries.moreFilters.replayed)}
        placeholder={t(($) => $.deliveries.moreFilters.anyReplayed)}
        data={[
          { value: 'true', label: t(($) => $.deliveries.moreFilters.onlyReplayed) },
          { value: 'false', label: t(($) => $.deliveries.moreFilters.notReplayed) },
        ]}
        value={replayed?.toString() ?? null}
        onChange={(value) => {
          onChange({ replayed: yesOrNo(value) });
        }}
        {...removable(t(($) => $.deliveries.moreFilters.removeReplayed))}
      />
      {!isPortal() && (
        <RouterAnchor to="/events" size="sm" style={{ alignSelf: 'end' }}>
          {t(($) => $.deliveries.moreFilters.byValue)}
        </RouterAnchor>
      )}
    </>
  );
}
