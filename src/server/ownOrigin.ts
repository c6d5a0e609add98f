/** Whether an Origin header names the host that a request was sent to, or one of the application's other origins. */
export function isOwnOrigin(origin: string, host: string | null | undefined, others: readonly string[] = []): boolean {
  return URL.canParse(origin) && (new URL(origin).host === host || others.includes(origin));
}
