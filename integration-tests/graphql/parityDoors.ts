import type { Problem } from '../../src/protocol.ts';
import { RefusedError, TestBrowser, type TestSocket } from '../sockets/testBrowser.ts';
import type { ParityApp, What } from './parityApp.ts';
import { sendMessage } from './sendMessage.ts';

/** One of the three ways in. Each is asked for the same and says what came of it in the same words. */
export interface Door {
  /** Asks to be shown something. */
  ask(what: What, by?: Asking): Promise<Outcome>;
}

/** Who asks, and from a page of which origin. */
export interface Asking {
  readonly user?: string;
  readonly origin?: string;
}

export interface Outcome {
  /** An HTTP status, or a socket's close code; null where an open socket has answered. */
  readonly status: number | null;
  readonly code: string | null;
  readonly message: string;
  readonly id: string | null;
  /** The keys of the notes that came. */
  readonly notes: readonly number[];
  /** All that came, as it came. */
  readonly text: string;
  /** What the answer is written in. */
  readonly type: string;
}

/** The page by its address. */
export function pageDoor({ url }: ParityApp): Door {
  return {
    async ask(what, by = {}) {
      return pageOutcome(await sendMessage(url, { path: `/?show=${what}`, headers: headersOf(by) }));
    },
  };
}

/** The page's form, sent without JavaScript. */
export async function sendForm({ url }: ParityApp, body: string, by: Asking = {}, path = '/'): Promise<Outcome> {
  const headers = { ...headersOf({ origin: url, ...by }), 'content-type': 'application/x-www-form-urlencoded' };
  return pageOutcome(await sendMessage(url, { method: 'POST', path, headers, body }));
}

function pageOutcome({ status, headers, text }: Awaited<ReturnType<typeof sendMessage>>): Outcome {
  const [, code = null, message = ''] = text.match(/<h1>.*\n<p>(?:(LG\d{4}): )?(.*?)<\/p>/) ?? [];
  return {
    status,
    code,
    message: message.replaceAll('&#39;', "'"),
    id: text.match(/Id: ([\da-f-]{36})/)?.[1] ?? null,
    notes: notesIn(text),
    text,
    type: typeOf(headers['content-type']),
  };
}

/** An event of an open page. */
export function socketDoor(app: ParityApp): Door {
  return {
    async ask(what, by = {}) {
      const socket = await openPage(app, by);
      if (typeof socket === 'number') return refused(socket);
      socket.send(['event', 1, 0, 'show', { what }]);
      const outcome = await socketOutcome(socket);
      await socket.close();
      return outcome;
    },
  };
}

/** An open page, or the status with which its socket is refused. */
export async function openPage({ url }: ParityApp, { user, origin }: Asking = {}): Promise<TestSocket | number> {
  const browser = new TestBrowser(url, user ? { user } : {});
  const loaded = await browser.load('/');
  try {
    const socket = await browser.open(origin ? { origin } : {});
    await socket.join(loaded);
    return socket;
  } catch (error) {
    if (error instanceof RefusedError) return error.status;
    throw error;
  }
}

/** What comes of the first event of a page: a frame, or the end of its socket. */
export async function socketOutcome(socket: TestSocket): Promise<Outcome> {
  const closed = socket.closed.then((end) => ({ end }));
  const answer = await Promise.race([closed, socket.answer(1).then((frame) => ({ frame }))]).catch(() => closed);
  if ('end' in answer) return { ...refused(answer.end.code), message: answer.end.reason };
  const text = JSON.stringify(answer.frame);
  const { code = null, message = '', id }: Partial<Problem> = answer.frame.problem ?? {};
  return { status: null, code, message, id: id ?? null, notes: notesIn(text), text, type: 'frame' };
}

function refused(status: number): Outcome {
  return { status, code: null, message: '', id: null, notes: [], text: '', type: '' };
}

const documents: Readonly<Record<What, string>> = {
  nothing: '{ notesCount }',
  notes: '{ notes(orderBy: [{ field: id }]) { id text: str } }',
  others: '{ notes(where: { owner: { eq: "Ben" } }) { id text: str } }',
  missing: '{ missings { id } }',
  slow: '{ slows { id waited } }',
};

/** GraphQL over HTTP. */
export function graphqlDoor(app: ParityApp): Door {
  return { ask: (what, by) => query(app, documents[what], by) };
}

/** What one document is answered with. */
export async function query({ url }: ParityApp, document: string, by: Asking = {}): Promise<Outcome> {
  const answer = await sendMessage(url, {
    method: 'POST',
    headers: { ...headersOf(by), 'content-type': 'application/json' },
    body: JSON.stringify({ query: document }),
  });
  const type = typeOf(answer.headers['content-type']);
  if (type !== 'JSON') return pageOutcome(answer);
  const { data, errors } = JSON.parse(answer.text);
  const { message = '', extensions = {} } = errors?.[0] ?? {};
  return {
    status: answer.status,
    code: /^LG/.test(extensions.code) ? extensions.code : null,
    message,
    id: extensions.id ?? null,
    notes: (data?.notes ?? []).map(({ id }: { id: number }) => id),
    text: answer.text,
    type,
  };
}

function headersOf({ user, origin }: Asking): Record<string, string> {
  return { ...(user && { cookie: `user=${user}` }), ...(origin && { origin }) };
}

function notesIn(text: string): number[] {
  return [...text.matchAll(/note (\d+)/g)].map(([, id]) => Number(id));
}

function typeOf(contentType = ''): string {
  if (/json/.test(contentType)) return 'JSON';
  return /html/.test(contentType) ? 'HTML' : contentType;
}
