import { once } from 'node:events';
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';

/** A request as it travels: whatever may be sent to a port, be it one that no browser and no `Request` would make. */
export interface HttpMessage {
  /** GET by default. */
  readonly method?: string;
  /** `/graphql` by default. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Without the body's length. */
  readonly chunked?: boolean;
}

export interface MessageAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** Milliseconds from the first byte that is sent to the last of the answer. */
  readonly ms: number;
}

/** Sends a request to the server at a URL. Throws where it does not answer. */
export async function sendMessage(url: string, message: HttpMessage, agent?: Agent): Promise<MessageAnswer> {
  const { method = 'GET', path = '/graphql', headers = {}, body = '', chunked = false } = message;
  const length = chunked || (method === 'GET' && body === '') ? {} : { 'content-length': Buffer.byteLength(body) };
  const accept = 'application/graphql-response+json';
  const started = performance.now();
  const request = httpRequest(new URL(path, url), {
    method,
    headers: { accept, ...length, ...headers },
    ...(agent && { agent }),
  });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  if (chunked) request.write(body);
  request.end(chunked ? undefined : body);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const ms = performance.now() - started;
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString(), ms };
}
