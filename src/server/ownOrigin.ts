import { LivegraftError } from '../errors.ts';

/** Whether an Origin header names the host that a request was sent to, or one of the application's other origins. */
export function isOwnOrigin(origin: string, host: string | null | undefined, others: readonly string[] = []): boolean {
  return URL.canParse(origin) && (new URL(origin).host === host || others.includes(origin));
}

/** Whether a browser says that a page of this site sent a request. */
export function isFromOwnPage(request: Request, others: readonly string[] = []): boolean {
  const { url, headers } = request;
  const origin = headers.get('origin');
  // A referrer policy may make the browser write "null"; then its other header says where the page was.
  if (origin === null || origin === 'null') return headers.get('sec-fetch-site') === 'same-origin';
  return isOwnOrigin(origin, headers.get('host') ?? new URL(url).host, others);
}

/** Whether a browser says that a page of another site sent a request. Who says nothing of where it comes from is no browser. */
export function isFromElsewhere(request: Request, others: readonly string[] = []): boolean {
  const { headers } = request;
  return (headers.has('origin') || headers.has('sec-fetch-site')) && !isFromOwnPage(request, others);
}

/** Whether a request only reads: no other site sees its answer. */
export function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A form of another site must not act for a person. */
export function foreignForm(): LivegraftError {
  return new LivegraftError({
    code: 'LG5015',
    message: 'That form came from another site.',
    hint: 'Load the page and send it from there.',
    status: 403,
  });
}
