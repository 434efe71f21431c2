import type { ExportFormat } from '@postrider/contracts';
import { useMutation } from '@tanstack/react-query';
import { errorOfResponse, UnreachableError } from '../api/api-error.js';
import type { ListFilters } from '../shared/delivery-filters.js';
import { queryOf } from '../shared/delivery-queries.js';
import { exportEnd, type EndOfExport } from './export-end.js';

export interface ExportRequest {
  filters: ListFilters;
  format: ExportFormat;
  /** Where an earlier file was cut. */
  cursor?: string | undefined;
}

/** Saves the deliveries of a list as a file. */
export const useExport = () =>
  useMutation({
    mutationFn: async (request: ExportRequest): Promise<EndOfExport> => {
      const { text, name, type } = await fetchExport(request);
      saveFile(new Blob([text], { type }), name);
      return exportEnd(text, request.format);
    },
  });

async function fetchExport({ filters, format, cursor }: ExportRequest) {
  const given = Object.entries({ ...queryOf(filters), format, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const url = `/manage/v1/webhooks/deliveries/export?${new URLSearchParams(given).toString()}`;
  try {
    const response = await fetch(url, { credentials: 'same-origin', headers: { 'x-postrider-page': '1' } });
    const text = await response.text();
    if (!response.ok) throw errorOfResponse(response.status, text, response.headers.get('retry-after'));
    const [, name = `deliveries.${format}`] =
      /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    return { text, name, type: response.headers.get('content-type') ?? '' };
  } catch (error) {
    if (error instanceof TypeError) throw new UnreachableError('the server cannot be reached', { cause: error });
    throw error;
  }
}

function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
